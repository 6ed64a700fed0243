import {
  classLabelErrors,
  numberLabelErrors,
  scoresOf,
  unitsOfGroups,
  type Interval,
  type LabelErrors,
  type Split,
  type Suspect,
} from '../../evaluate/index.js';
import { duckdb } from '../../expr/index.js';
import { pick } from '../rows.js';
import type { Choice } from './choose.js';
import { outputsOf } from './fit-on.js';
import type { Training } from './training.js';

/** One row whose label is worth a second look. */
export interface DoubtfulLabel {
  /** Its number among the labelled rows of the data, from 1. */
  readonly row: number;
  /** The columns that name it; nothing else of the row is told. */
  readonly ids: Readonly<Record<string, string | null>>;
  readonly label: string | number;
  /** What the model says, which did not learn from the row. */
  readonly instead: string | number;
  /** Classes: 1 − the probability of the label. Numbers: how many standard deviations it is off. */
  readonly doubt: number;
}

/** Labels that may be wrong. Plain JSON. */
export interface LabelLook {
  /** Rows of which a fit spoke that had not learned from them. */
  readonly rows: number;
  /** Rows that are doubtful, of which the most doubtful are in `suspects`. */
  readonly found: number;
  readonly suspects: readonly DoubtfulLabel[];
  /** Classes: the share of wrong labels if what the model is sure of were the truth. At most so many are wrong. */
  readonly noise?: Interval;
}

/** Suspects that are told. */
const MOST_TOLD = 20;

/** Looks for labels that contradict what a fit says which did not learn from them: out of fold of training rows, of the judged fit of the holdout. */
export async function labelLook(training: Training, { outOfFold }: Choice, split: Split, margins: Float64Array): Promise<LabelLook> {
  const { target, groups } = training.prepared;
  const rows = Int32Array.from([...(outOfFold?.rows ?? []), ...split.test]);
  const said = Float64Array.from([...(outOfFold?.margins ?? []), ...margins]);
  const units = groups ? { units: unitsOfGroups(pick(groups, rows)) } : {};
  const { suspects, noise } = errorsIn(training, pick(target.y, rows), said, { seed: training.plan.seed, ...units });
  const told = suspects.slice(0, MOST_TOLD);
  const ids = await idsOf(
    training,
    told.map(({ at }) => rows[at]),
  );
  const labelOf = (value: number): string | number => (target.task === 'regression' ? value : target.labels[value]);
  return {
    rows: rows.length,
    found: suspects.length,
    suspects: told.map(({ at, instead, doubt }: Suspect, i) => ({
      row: rows[at] + 1,
      ids: ids[i],
      label: labelOf(target.y[rows[at]]),
      instead: labelOf(instead),
      doubt,
    })),
    ...(noise ? { noise } : {}),
  };
}

function errorsIn(
  { prepared }: Training,
  y: Float64Array,
  margins: Float64Array,
  resampling: { seed: number; units?: Int32Array },
): LabelErrors {
  const { task, labels } = prepared.target;
  if (task === 'regression') return numberLabelErrors(y, margins);
  const scores = scoresOf(task, outputsOf(prepared), margins);
  const probabilities = task === 'binary' ? ofBoth(scores) : scores;
  return classLabelErrors({ classes: labels.length, labels: Int32Array.from(y), probabilities }, resampling);
}

/** The probabilities of both classes, by row, from those of the positive one. */
function ofBoth(positive: Float64Array): Float64Array {
  const out = new Float64Array(2 * positive.length);
  for (let i = 0; i < positive.length; i++) {
    out[2 * i] = 1 - positive[i];
    out[2 * i + 1] = positive[i];
  }
  return out;
}

/** The id columns of some rows, in their order. */
async function idsOf({ prepared }: Training, rows: readonly number[]): Promise<readonly Readonly<Record<string, string | null>>[]> {
  const { engine, relation, loaded } = prepared;
  const names = Object.entries(loaded.schema).flatMap(([name, { kind }]) => (kind === 'id' ? [name] : []));
  if (names.length === 0 || rows.length === 0) return rows.map(() => ({}));
  const cells = names.map((name, i) => `${duckdb.ident(name)} AS c${i}`).join(', ');
  const found = await engine.rows(`SELECT rowid AS r, ${cells} FROM ${duckdb.ident(relation)} WHERE rowid IN (${rows.join(', ')})`);
  const byRow = new Map(
    found.map((one) => [Number(one['r']), Object.fromEntries(names.map((name, i) => [name, textOrNull(one[`c${i}`])]))]),
  );
  return rows.map((row) => byRow.get(row) ?? {});
}

const textOrNull = (cell: unknown): string | null => (cell === null || cell === undefined ? null : String(cell));
