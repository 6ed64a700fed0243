import { LEVEL, type Interval } from '../interval.js';
import { metricIntervals } from '../intervals.js';
import { metricNamed } from '../metrics/index.js';
import { unitsOfGroups, type Resampling } from '../resample.js';
import { takeScored, weightsOf, type Scored } from '../scored.js';
import type { SmallSlice } from '../slices.js';
import type { Task } from '../../learn/index.js';
import { greatestDifference, leastRatio, type ByGroup, type Difference } from './compare.js';
import { groupFigures, type GroupFigure } from './figures.js';
import { meanOfGroup, type GroupMean, type GroupRows } from './mean-of-group.js';

/** Which group each row belongs to. */
export interface GroupColumn {
  /** `sex`, or `sex × age` for groups by two columns. */
  readonly column: string;
  /** The columns by themselves. */
  readonly columns: readonly string[];
  readonly groups: readonly string[];
  /** Per row the number of its group; −1 where it is not known. */
  readonly codes: Int32Array;
}

/** How the model treats one group. Plain JSON. */
export interface GroupTreatment {
  readonly name: string;
  readonly rows: number;
  /** Of the rows whose group is known. */
  readonly share: number;
  /** By name, see `groupFigures`; those that no row of the group counts for are left out. */
  readonly figures: Readonly<Record<string, Interval>>;
}

/** How far the model treats the groups of a protected column alike. Plain JSON. */
export interface Fairness {
  /** `sex`, or `sex × age` for groups by two columns. */
  readonly column: string;
  readonly columns: readonly string[];
  /** Those with rows enough, in the order of the column. */
  readonly groups: readonly GroupTreatment[];
  /** Groups with too few rows to judge, and those beyond the twelve largest. */
  readonly small: readonly SmallSlice[];
  /** Rows whose group is not known; no figure counts them. */
  readonly unknown: number;
  /** How far the groups are apart, by fairlearn's names; empty where fewer than two can be judged. */
  readonly differences: Readonly<Record<string, Difference>>;
}

/** How groups are judged. */
export interface FairnessOptions extends Resampling {
  /** Groups with fewer rows are not judged. Absent means 30. */
  readonly leastRows?: number;
}

/** More groups than this are compared in so many pairs that nothing is certain any more. */
const MOST_GROUPS = 12;
/** Of more classes, the groups' figures per class are left out; the differences count them. */
const MOST_CLASSES = 10;
/** Resamples of the calibration error of a group; an interval needs a standard error, which 200 draws give to a twentieth. */
const RESAMPLES = 200;

/**
 * Every group's figures, and how far the groups are apart: demographic parity, equalised odds and equal opportunity as fairlearn defines them
 * (of several classes the worst class), calibration, accuracy; of a regression the mean error and its size. Rows are called
 * as the sample says, see `calledClasses`. Time: linear in rows × figures.
 */
export function fairnessOf(sample: Scored, labels: readonly string[], column: GroupColumn, options: FairnessOptions): Fairness {
  const { leastRows = 30, units } = options;
  const weights = weightsOf(sample);
  const members = column.groups.map((name, code) => ({ name, rows: rowsOf(column.codes, code) })).filter(({ rows }) => rows.length > 0);
  const sized = members.toSorted((a, b) => b.rows.length - a.rows.length);
  const largest = new Set(sized.filter(({ rows }) => rows.length >= leastRows).slice(0, MOST_GROUPS));
  const judged = members.filter((group) => largest.has(group));
  const known = sized.reduce((sum, { rows }) => sum + rows.length, 0);
  const figures = groupFigures(sample, labels);
  const measured = judged.map(({ name, rows }) => ({
    name,
    rows,
    means: meansOf(figures, { rows, weights, ...(units ? { units } : {}) }),
  }));
  return {
    column: column.column,
    columns: column.columns,
    groups: measured.map(({ name, rows, means }) => ({
      name,
      rows: rows.length,
      share: rows.length / known,
      figures: { ...told(sample, means), ...calibrationError(sample, rows, options) },
    })),
    small: sized.filter((group) => !judged.includes(group)).map(({ name, rows }) => ({ name, rows: rows.length })),
    unknown: column.codes.length - known,
    differences: differencesOf(sample.task, figures, (name) =>
      measured.flatMap((group) => {
        const mean = group.means.get(name);
        return mean ? [{ group: group.name, mean }] : [];
      }),
    ),
  };
}

const rowsOf = (codes: Int32Array, code: number): Int32Array => Int32Array.from(codes.keys()).filter((row) => codes[row] === code);

function meansOf(figures: readonly GroupFigure[], group: GroupRows): ReadonlyMap<string, GroupMean> {
  return new Map(
    figures.flatMap((figure) => {
      const mean = meanOfGroup(figure, group);
      return mean ? [[figure.name, mean] as const] : [];
    }),
  );
}

function told({ task, classes }: Scored, means: ReadonlyMap<string, GroupMean>): Readonly<Record<string, Interval>> {
  const all = [...means].filter(([name]) => task !== 'multiclass' || classes <= MOST_CLASSES || !name.includes(': '));
  return Object.fromEntries(all.map(([name, mean]) => [name, mean.interval(LEVEL)]));
}

function calibrationError(sample: Scored, rows: Int32Array, { seed, units }: Resampling): Readonly<Record<string, Interval>> {
  if (sample.task === 'regression') return {};
  const own = units ? { units: unitsOfGroups(Int32Array.from(rows, (row) => units[row])) } : {};
  return metricIntervals([metricNamed('ece')], takeScored(sample, rows), { seed, resamples: RESAMPLES, ...own });
}

/** The differences by name: of which figures, and the most that one may be. */
const DIFFERENCES: Readonly<
  Record<Task, Readonly<Record<string, { readonly of: readonly string[]; readonly most?: number; readonly ratio?: true }>>>
> = {
  binary: {
    demographic_parity_difference: { of: ['selection_rate'], most: 1 },
    demographic_parity_ratio: { of: ['selection_rate'], ratio: true },
    equalized_odds_difference: { of: ['true_positive_rate', 'false_positive_rate'], most: 1 },
    equal_opportunity_difference: { of: ['true_positive_rate'], most: 1 },
    predictive_parity_difference: { of: ['precision'], most: 1 },
    accuracy_difference: { of: ['accuracy'], most: 1 },
    calibration_difference: { of: ['calibration_gap'], most: 2 },
  },
  multiclass: {
    demographic_parity_difference: { of: ['selection_rate'], most: 1 },
    equalized_odds_difference: { of: ['true_positive_rate', 'false_positive_rate'], most: 1 },
    equal_opportunity_difference: { of: ['true_positive_rate'], most: 1 },
    accuracy_difference: { of: ['accuracy'], most: 1 },
    calibration_difference: { of: ['calibration_gap'], most: 2 },
  },
  regression: {
    mean_prediction_difference: { of: ['mean_prediction'] },
    mean_error_difference: { of: ['mean_error'] },
    mae_difference: { of: ['mae'] },
  },
};

function differencesOf(
  task: Task,
  figures: readonly GroupFigure[],
  byGroup: (figure: string) => ByGroup,
): Readonly<Record<string, Difference>> {
  return Object.fromEntries(
    Object.entries(DIFFERENCES[task]).flatMap(([name, { of, most, ratio }]) => {
      const own = figures.filter((figure) => of.includes(figure.name.split(': ')[0])).map((figure) => byGroup(figure.name));
      const difference = ratio ? leastRatio(own[0]) : greatestDifference(own, most);
      return difference ? [[name, difference]] : [];
    }),
  );
}

/** The names of the differences of a task, and which way is better: what a floor may be set to. */
export const fairnessFigures = (task: Task): readonly { readonly name: string; readonly better: 'higher' | 'lower' }[] =>
  Object.entries(DIFFERENCES[task]).map(([name, { ratio }]) => ({ name, better: ratio ? 'higher' : 'lower' }));
