import { LEVEL, normalCdf, normalQuantile, type Interval } from './interval.js';
import { metricIntervals, rowsByScore, spreadOf } from './intervals.js';
import { gain, metricValue, type Metric } from './metrics/index.js';
import { forEachResample, unitsOfGroups, type Resampling } from './resample.js';
import { picked, takeScored, weightsOf, type Scored } from './scored.js';

/** A part of the rows that someone cares about. */
export interface SliceMask {
  readonly name: string;
  /** Per row 1 inside, 0 outside. */
  readonly mask: ArrayLike<number>;
}

/** How the model does on one slice. Plain JSON. */
export interface SliceEvaluation {
  readonly name: string;
  readonly rows: number;
  /** Of all rows. */
  readonly share: number;
  readonly metrics: Readonly<Record<string, Interval>>;
  /** How much better the slice is than all other rows, by the first metric, in its units: negative is worse. Absent when either side is undefined. */
  readonly gap?: Interval;
  /** Two-sided, of "no gap", adjusted for all slices looked at (Holm, 1979): small means that chance does not explain it. */
  readonly pValue?: number;
  /** Worse than the rest, at an adjusted p-value below 0.05. */
  readonly worse: boolean;
  /** What it costs the whole: −gap × share where the gap is negative, else 0. Slices are sorted by it, largest first. */
  readonly harm: number;
}

/** A slice with too few rows to say anything, and how many it has. */
export interface SmallSlice {
  readonly name: string;
  readonly rows: number;
}

/** How slices are judged: resampling, and the fewest rows. */
export interface SliceOptions extends Resampling {
  /** Slices with fewer rows are not judged. Absent means 30. */
  readonly leastRows?: number;
}

/**
 * Resamples per slice: 200, and fewer above 10,000 rows, but 60 at least. Slices are many, and their intervals and p-values
 * need a standard error only, which 60 draws give to a tenth.
 */
const sliceResamples = (rows: number): number => Math.round(Math.min(200, Math.max(60, 2e6 / rows)));

/**
 * Metrics with intervals per slice, the most harmful first; the first metric also compares each slice with all other rows.
 * Many slices make some look bad by chance, so p-values are adjusted for their number (Holm). Small slices come back apart.
 */
export function evaluateSlices(
  metrics: readonly Metric[],
  sample: Scored,
  masks: readonly SliceMask[],
  given: SliceOptions,
): { slices: SliceEvaluation[]; small: SmallSlice[] } {
  const { leastRows = 30 } = given;
  const order = rowsByScore(sample);
  const sorted = takeScored(sample, order);
  const options = { ...inRows(given, order), resamples: given.resamples ?? sliceResamples(order.length) };
  const sized = masks.map(({ name, mask }) => ({ name, inside: rowsWhere(order, mask, true), outside: rowsWhere(order, mask, false) }));
  const judged = sized.filter(({ inside }) => inside.length >= leastRows);
  const gaps = gapsOf(metrics[0], sorted, judged, options);
  const adjusted = holm(gaps.map((gap) => gap?.pValue));
  const evaluated = judged.map(({ name, inside }, s): SliceEvaluation => {
    const own = metricIntervals(metrics, takeScored(sorted, inside), inRows(options, inside));
    return {
      name,
      rows: inside.length,
      share: inside.length / order.length,
      metrics: own,
      ...verdict(gaps[s]?.gap, adjusted[s], inside.length / order.length),
    };
  });
  return {
    slices: evaluated.toSorted((a, b) => b.harm - a.harm),
    small: sized.filter(({ inside }) => inside.length < leastRows).map(({ name, inside }) => ({ name, rows: inside.length })),
  };
}

function verdict(
  gap: Interval | undefined,
  pValue: number | undefined,
  share: number,
): Pick<SliceEvaluation, 'gap' | 'pValue' | 'worse' | 'harm'> {
  if (gap === undefined || pValue === undefined) return { worse: false, harm: 0 };
  const behind = gap.value < 0;
  return { gap, pValue, worse: behind && pValue < 0.05, harm: behind ? -gap.value * share : 0 };
}

/** Holm's step-down adjustment of p-values for the number of comparisons; `undefined` ones are no comparison. */
export function holm(pValues: readonly (number | undefined)[]): (number | undefined)[] {
  const order = pValues.flatMap((p, i) => (p === undefined ? [] : [i])).toSorted((a, b) => pValues[a]! - pValues[b]!);
  const out: (number | undefined)[] = pValues.map(() => undefined);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, pValues[i]! * (order.length - rank)));
    out[i] = largest;
  });
  return out;
}

/** Places in the order whose row is inside the mask (or outside). */
function rowsWhere(order: Int32Array, mask: ArrayLike<number>, inside: boolean): Int32Array {
  return Int32Array.from(order, (_, place) => place).filter((place) => (mask[order[place]] === 1) === inside);
}

function inRows({ seed, units, resamples }: Resampling, rows: Int32Array): Resampling {
  return {
    seed,
    ...(units ? { units: unitsOfGroups(Int32Array.from(rows, (row) => units[row])) } : {}),
    ...(resamples === undefined ? {} : { resamples }),
  };
}

type Gap = { readonly gap: Interval; readonly pValue: number };

/**
 * How each slice differs from all other rows, all on the same resamples of all rows, so that units which reach into both
 * sides count as they should. `undefined` where a side is empty or has no such metric.
 */
function gapsOf(
  metric: Metric,
  sample: Scored,
  sides: readonly { inside: Int32Array; outside: Int32Array }[],
  options: Resampling,
): (Gap | undefined)[] {
  const ready = sides.map(({ inside, outside }) => {
    const [a, b] = [takeScored(sample, inside), takeScored(sample, outside)];
    const value = outside.length === 0 ? NaN : gain(metric, metricValue(metric, a), metricValue(metric, b));
    return { inside, outside, value, weighA: metric.prepare(a), weighB: metric.prepare(b), draws: [] as number[] };
  });
  forEachResample(weightsOf(sample), options, (weights) => {
    for (const r of ready) {
      if (Number.isFinite(r.value)) r.draws.push(gain(metric, r.weighA(picked(weights, r.inside)), r.weighB(picked(weights, r.outside))));
    }
  });
  return ready.map(({ value, draws }) => (Number.isFinite(value) ? gapOf(value, draws) : undefined));
}

function gapOf(value: number, draws: readonly number[]): Gap {
  const error = spreadOf(draws.filter(Number.isFinite));
  const half = normalQuantile((1 + LEVEL) / 2) * error;
  const pValue = error > 0 ? 2 * normalCdf(-Math.abs(value) / error) : value === 0 ? 1 : 0;
  return { gap: { value, low: value - half, high: value + half }, pValue };
}
