import { compareModels, scored, unitsOfGroups, type Interval, type Metric } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { pairRows } from '../gates/index.js';
import { outputsIn, type Holdout } from '../holdout.js';
import { pick } from '../rows.js';

/** How much better one version is than another by a metric, positive is better. */
export interface Gain extends Interval {
  /** How many rows were paired. */
  readonly rows: number;
  /** The metric of the other version on those rows. */
  readonly other: number;
}

type Settings = Pick<ModelContent, 'task' | 'labels' | 'seed'>;

/**
 * `own` against `other` on the rows that are in both holdouts, so that neither saw them. Both must come from the same data.
 * Groups are drawn whole and weights count. Undefined when there is no such row.
 */
export function gainOnCommonRows(metric: Metric, settings: Settings, own: Holdout, other: Holdout): Gain | undefined {
  const pairs = pairRows(own, other);
  const outputs = outputsIn(settings);
  const rows = {
    y: pick(own.y, pairs.a),
    ...(own.unit ? { unit: pick(own.unit, pairs.a) } : {}),
    ...(own.weight ? { weight: pick(own.weight, pairs.a) } : {}),
  };
  return gain(metric, settings, rows, pick(own.margins, entries(pairs.a, outputs)), pick(other.margins, entries(pairs.b, outputs)));
}

/** Least rows that both holdouts must share before their data are taken for one and the same, grown. */
const LEAST_COMMON = 30;
/** Least correlation of the champion's margins with themselves: before and after its refit, on the rows that are said to be the same. */
const LEAST_ALIKE = 0.7;

/**
 * `own` against the champion on rows that the champion had not learned from, where its data are the beginning of the new ones: those of both
 * holdouts, by the champion's margins of then, and those behind the `learned` rows of its data, by its margins now. A champion looks better than
 * it is on rows that it knows. Undefined where the data are not so: the truth of every common row must agree, and the champion's margins must.
 */
export function gainOnUnseenRows(metric: Metric, settings: Settings, own: Holdout, before: Holdout, learned: number): Gain | undefined {
  const outputs = outputsIn(settings);
  const { a, b } = pairRows(own, before);
  if (!own.incumbent || a.length < LEAST_COMMON) return undefined;
  const [then, now] = [pick(before.margins, entries(b, outputs)), pick(own.incumbent, entries(a, outputs))];
  if (!(correlation(then, now) >= LEAST_ALIKE)) return undefined;
  const fresh = Int32Array.from(own.row.keys()).filter((at) => own.row[at] >= learned);
  const rows = Int32Array.from([...a, ...fresh]);
  const seen = {
    y: pick(own.y, rows),
    ...(own.unit ? { unit: pick(own.unit, rows) } : {}),
    ...(own.weight ? { weight: pick(own.weight, rows) } : {}),
  };
  const other = Float64Array.from([...then, ...pick(own.incumbent, entries(fresh, outputs))]);
  return gain(metric, settings, seen, pick(own.margins, entries(rows, outputs)), other);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [centred(a), centred(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.map((v) => v - mean);
}

const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0);

/** `own` against the champion that scored its holdout when it was trained. Undefined when none did. */
export function gainOverIncumbent(metric: Metric, settings: Settings, own: Holdout): Gain | undefined {
  return own.incumbent && gain(metric, settings, own, own.margins, own.incumbent);
}

function gain(
  metric: Metric,
  { task, labels, seed }: Settings,
  { y, unit, weight }: Pick<Holdout, 'y' | 'unit' | 'weight'>,
  own: Float64Array,
  other: Float64Array,
): Gain | undefined {
  if (y.length === 0) return undefined;
  const outputs = outputsIn({ task, labels });
  const [a, b] = [own, other].map((margins) => scored(task, outputs, y, margins, weight));
  const { value, low, high, b: theirs, rows } = compareModels(metric, a, b, { seed, ...(unit ? { units: unitsOfGroups(unit) } : {}) });
  return { value, low, high, rows, other: theirs };
}

/** Where the margins of some rows stand, one after another. */
const entries = (rows: Int32Array, outputs: number): Int32Array =>
  Int32Array.from({ length: rows.length * outputs }, (_, i) => rows[Math.floor(i / outputs)] * outputs + (i % outputs));
