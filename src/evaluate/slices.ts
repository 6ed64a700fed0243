import { LEVEL, normalCdf, normalQuantile, type Interval } from './interval.js';
import { metricIntervals, spreadOf } from './intervals.js';
import { gain, metricValue, type Metric } from './metrics/index.js';
import { forEachResample, type Resampling } from './resample.js';
import { takeScored, weightsOf, type Scored } from './scored.js';

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
  slices: readonly SliceMask[],
  given: SliceOptions,
): { slices: SliceEvaluation[]; small: SmallSlice[] } {
  const { leastRows = 30 } = given;
  const options = { ...given, resamples: given.resamples ?? sliceResamples(sample.y.length) };
  const sized = slices.map((slice) => ({
    slice,
    inside: rowsOf(slice.mask, sample.y.length, 1),
    outside: rowsOf(slice.mask, sample.y.length, 0),
  }));
  const judged = sized.filter(({ inside }) => inside.length >= leastRows);
  const gaps = judged.map(({ inside, outside }) => gapOf(metrics[0], sample, inside, outside, options));
  const adjusted = holm(gaps.map((gap) => gap?.pValue));
  const evaluated = judged.map(({ slice, inside }, s): SliceEvaluation => {
    const share = inside.length / sample.y.length;
    const gap = gaps[s]?.gap;
    const pValue = adjusted[s];
    return {
      name: slice.name,
      rows: inside.length,
      share,
      metrics: metricIntervals(metrics, takeScored(sample, inside), inRows(options, inside)),
      ...(gap && pValue !== undefined ? { gap, pValue } : {}),
      worse: gap !== undefined && gap.value < 0 && pValue! < 0.05,
      harm: gap && gap.value < 0 ? -gap.value * share : 0,
    };
  });
  return {
    slices: evaluated.toSorted((a, b) => b.harm - a.harm),
    small: sized.filter(({ inside }) => inside.length < leastRows).map(({ slice, inside }) => ({ name: slice.name, rows: inside.length })),
  };
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

function rowsOf(mask: ArrayLike<number>, rows: number, side: 0 | 1): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < rows; i++) if ((mask[i] === 1 ? 1 : 0) === side) found.push(i);
  return Int32Array.from(found);
}

function inRows({ seed, units, resamples }: Resampling, rows: Int32Array): Resampling {
  return { seed, ...(units ? { units: renumbered(units, rows) } : {}), ...(resamples === undefined ? {} : { resamples }) };
}

/** Units of some rows, numbered from 0 in order of appearance. */
function renumbered(units: Int32Array, rows: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return Int32Array.from(rows, (row) => {
    const known = numbers.get(units[row]);
    if (known !== undefined) return known;
    numbers.set(units[row], numbers.size);
    return numbers.size - 1;
  });
}

/** The slice and the rest share no row, so their errors are independent unless units span both: then both are drawn together. */
function gapOf(
  metric: Metric,
  sample: Scored,
  inside: Int32Array,
  outside: Int32Array,
  options: Resampling,
): { gap: Interval; pValue: number } | undefined {
  if (outside.length === 0) return undefined;
  const [a, b] = [takeScored(sample, inside), takeScored(sample, outside)];
  const value = gain(metric, metricValue(metric, a), metricValue(metric, b));
  if (!Number.isFinite(value)) return undefined;
  const [weighA, weighB] = [metric.prepare(a), metric.prepare(b)];
  const [inA, inB] = [new Float64Array(inside.length), new Float64Array(outside.length)];
  const draws: number[] = [];
  forEachResample(weightsOf(sample), options, (weights) => {
    inside.forEach((row, i) => (inA[i] = weights[row]));
    outside.forEach((row, i) => (inB[i] = weights[row]));
    draws.push(gain(metric, weighA(inA), weighB(inB)));
  });
  const error = spreadOf(draws.filter(Number.isFinite));
  const half = normalQuantile((1 + LEVEL) / 2) * error;
  const pValue = error > 0 ? 2 * normalCdf(-Math.abs(value) / error) : value === 0 ? 1 : 0;
  return { gap: { value, low: value - half, high: value + half }, pValue };
}
