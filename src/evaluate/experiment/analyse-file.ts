import { mwError } from '../../core/index.js';
import { readColumns, type ColumnWish } from '../../data/index.js';
import { analyseExperiment } from './analyse.js';
import { armOrder, sharesOf } from './arm-order.js';
import type { Experiment, ExperimentInput } from './experiment.js';
import { outcomeColumn } from './file-numbers.js';
import { gatherUnits, type UnitColumns, type Units } from './units.js';

/** Which columns of a file are the trial's. */
export interface ExperimentFile extends Partial<Pick<ExperimentInput, 'look' | 'level' | 'planned'>> {
  /** The column with the arm of each row. */
  readonly arm: string;
  /** Columns with what became of the rows; the first decides. Numbers, or a yes or no. */
  readonly outcomes: readonly string[];
  /** Columns that were measured before the trial began; with `id`, the same value on every row of one. */
  readonly before?: readonly string[];
  /** Makes the outcomes ratios: their sum over the sum of this column. */
  readonly per?: string;
  /** The column with who was assigned, where one of them may have several rows. */
  readonly id?: string;
  /** The arm that the others are compared with; found by its name when absent. */
  readonly control?: string;
  /** The shares in which rows were assigned, by arm; equal when absent. */
  readonly shares?: Readonly<Record<string, number>>;
  /** The spelling of yes in outcomes that are texts. */
  readonly positive?: string;
  /** Outcomes of which less is better. */
  readonly lowerIsBetter?: readonly string[];
  readonly signal?: AbortSignal;
}

/** The analysis of a trial's file, with what was left out. */
export interface AnalysedFile extends Experiment {
  /** Rows of the file without an arm (or an id): left out. */
  readonly unassigned: number;
  /** Units that were in two arms: left out. */
  readonly inTwoArms: number;
}

/**
 * {@link analyseExperiment} on a file: one row per assigned unit, or several where `id` says whose they are. `look` is `always` unless told otherwise.
 * Throws `MW_EVALUATE_EXPERIMENT_ARMS`, `MW_EVALUATE_EXPERIMENT_COLUMN`, `MW_EVALUATE_EXPERIMENT_BEFORE`, `MW_EVALUATE_EXPERIMENT` and what reading a file
 * throws.
 *
 * ```ts
 * const trial = await analyseFile('trial.csv', { arm: 'arm', outcomes: ['revenue'], before: ['revenue_90d'], id: 'customer' });
 * trial.outcomes[0].against[0].verdict;
 * ```
 */
export async function analyseFile(path: string, file: ExperimentFile): Promise<AnalysedFile> {
  const { before = [], look = 'always', level, planned, shares } = file;
  const { columns: read } = await readColumns(path, wishesOf(file), file.signal ? { signal: file.signal } : {});
  const labels = textsOf(read['arm']);
  const arms = armOrder(labels, file.arm, file.control);
  const places = Int32Array.from(labels, (label) => (label === null ? -1 : arms.indexOf(label)));
  const outcomes = file.outcomes.map((_, o) => outcomeColumn(read[`outcome${o}`], '--outcome', file.positive));
  const known = before.map((_, b) => outcomeColumn(read[`before${b}`], '--before', file.positive));
  const per = file.per === undefined ? [] : [outcomeColumn(read['per'], '--per')];
  const id = file.id === undefined ? undefined : textsOf(read['id']);
  const units = unitsOf(id, { arm: places, columns: [...outcomes, ...per], before: known });
  const [values, [parts]] = [units.columns.slice(0, outcomes.length), units.columns.slice(outcomes.length)];
  const experiment = analyseExperiment({
    arms,
    arm: units.arm,
    look,
    ...(shares ? { shares: sharesOf(arms, shares) } : {}),
    ...(level === undefined ? {} : { level }),
    ...(planned === undefined ? {} : { planned }),
    outcomes: outcomes.map(({ name, kind }, o) => ({
      name,
      kind,
      values: values[o],
      ...(parts ? { per: parts } : {}),
      ...(known.length > 0 ? { before: units.before } : {}),
      ...(file.lowerIsBetter?.includes(name) ? { better: 'lower' as const } : {}),
    })),
  });
  return { ...experiment, unassigned: units.unknown, inTwoArms: units.inTwoArms };
}

const textsOf = (column: { readonly values: ArrayLike<unknown> }): readonly (string | null)[] =>
  column.values as readonly (string | null)[];

function wishesOf(file: ExperimentFile): Record<string, ColumnWish> {
  const { before = [], outcomes, lowerIsBetter = [] } = file;
  const stray = lowerIsBetter.find((name) => !outcomes.includes(name));
  if (stray !== undefined)
    throw mwError(
      'MW_EVALUATE_EXPERIMENT',
      {
        name: 'lower',
        got: stray,
        due: `among the outcomes: ${outcomes.join(', ')}`,
        fix: `Leave "${stray}" out of --lower, or name it with --outcome too.`,
      },
      { where: '--lower' },
    );
  return {
    arm: { column: file.arm, as: 'text', option: '--arm' },
    ...Object.fromEntries(outcomes.map((column, o) => [`outcome${o}`, known(column, '--outcome')])),
    ...Object.fromEntries(before.map((column, b) => [`before${b}`, known(column, '--before')])),
    ...(file.per === undefined ? {} : { per: known(file.per, '--per') }),
    ...(file.id === undefined ? {} : { id: { column: file.id, as: 'text', option: '--id' } as const }),
  };
}

/** Without an id every row is a unit. */
function unitsOf(id: readonly (string | null)[] | undefined, rows: Required<Omit<UnitColumns, 'id'>>): Units {
  if (id) return gatherUnits({ id, ...rows });
  const { arm, columns, before } = rows;
  const kept = Int32Array.from(arm.keys()).filter((row) => arm[row] >= 0);
  const take = (of: readonly { readonly values: Float64Array }[]): Float64Array[] =>
    of.map(({ values }) => Float64Array.from(kept, (row) => values[row]));
  return {
    arm: Int32Array.from(kept, (row) => arm[row]),
    columns: take(columns),
    before: take(before),
    unknown: arm.length - kept.length,
    inTwoArms: 0,
  };
}

const known = (column: string, option: string): ColumnWish => ({ column, as: 'known', option });
