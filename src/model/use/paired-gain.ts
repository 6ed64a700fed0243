import { pairedInterval, scored, unitsOfGroups, type Interval, type Metric } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { pairRows } from '../gates/index.js';
import { outputsIn, type Holdout } from '../holdout.js';
import { pick } from '../rows.js';

/** How much better one version is than another by a metric, positive is better, with the number of rows that were paired. */
export interface Gain extends Interval {
  readonly rows: number;
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
  return { ...pairedInterval(metric, a, b, { seed, ...(unit ? { units: unitsOfGroups(unit) } : {}) }), rows: y.length };
}

/** Where the margins of some rows stand, one after another. */
const entries = (rows: Int32Array, outputs: number): Int32Array =>
  Int32Array.from({ length: rows.length * outputs }, (_, i) => rows[Math.floor(i / outputs)] * outputs + (i % outputs));
