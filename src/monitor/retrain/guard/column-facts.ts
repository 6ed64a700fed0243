import { figure, percent } from '../../../core/index.js';
import { quantileOf } from '../../../evaluate/index.js';
import type { NamedSketch } from '../../../model/index.js';

/** A column in a few figures that no outlier moves. */
export interface ColumnFacts {
  readonly rows: number;
  /** Share of missing values. */
  readonly missing: number;
  /** Quartiles, of numbers. */
  readonly quartiles?: readonly [number, number, number];
  /** Share of each level among the values, of anything else. */
  readonly shares?: ReadonlyMap<string, number>;
}

const MOST_MORE_MISSING = 0.2;
const MOST_TIMES = 4;
const MOST_MOVED = 3;
const MOST_OTHER_LEVELS = 0.5;
const LEAST_ROWS = 30;

/** The facts of a sketch; `undefined` where nothing was kept. */
export function factsOfSketch(sketch: NamedSketch): ColumnFacts | undefined {
  if (sketch.kind === 'skipped' || sketch.rows === 0) return undefined;
  const { rows, nulls } = sketch;
  const missing = nulls / rows;
  if (sketch.kind === 'number') return { rows, missing, ...(sketch.sample.length > 0 ? { quartiles: quartilesOf(sketch.sample) } : {}) };
  return { rows, missing, shares: new Map(sketch.levels.map((level, i) => [level, sketch.counts[i] / Math.max(1, rows - nulls)])) };
}

/** The facts of values as the prediction log keeps them. */
export function factsOfValues(values: readonly unknown[]): ColumnFacts {
  const known = values.filter((value) => value !== null && value !== undefined);
  const facts = { rows: values.length, missing: 1 - known.length / Math.max(1, values.length) };
  if (known.length === 0) return facts;
  if (known.every((value) => typeof value === 'number'))
    return { ...facts, quartiles: quartilesOf(Float64Array.from(known as number[]).toSorted()) };
  const shares = new Map<string, number>();
  for (const value of known) shares.set(String(value), (shares.get(String(value)) ?? 0) + 1 / known.length);
  return { ...facts, shares };
}

const quartilesOf = (ascending: Float64Array): readonly [number, number, number] => [
  quantileOf(ascending, 0.25),
  quantileOf(ascending, 0.5),
  quantileOf(ascending, 0.75),
];

/**
 * What is so different that no usual drift explains it, in words: much more is missing, numbers are on another scale or in another place, most
 * values are other ones. `undefined` when nothing is, or when there are too few rows to say.
 */
export function breakBetween(before: ColumnFacts, after: ColumnFacts): string | undefined {
  if (before.rows < LEAST_ROWS || after.rows < LEAST_ROWS) return undefined;
  if (after.missing > before.missing + MOST_MORE_MISSING)
    return `is missing in ${percent(after.missing)} of the new rows, before it was in ${percent(before.missing)}`;
  if (before.quartiles && after.quartiles) return numbersBroke(before.quartiles, after.quartiles);
  if (!before.shares || !after.shares) return undefined;
  const kept = [...before.shares].reduce((sum, [level, share]) => sum + Math.min(share, after.shares!.get(level) ?? 0), 0);
  const listed = [...before.shares.values()].reduce((sum, share) => sum + share, 0);
  return listed - kept > MOST_OTHER_LEVELS ? `has other values: ${percent(listed - kept)} of what it had is not there` : undefined;
}

function numbersBroke(before: readonly [number, number, number], after: readonly [number, number, number]): string | undefined {
  const [wide, wideNow] = [before, after].map(([low, , high]) => high - low);
  const places = `its middle half went from ${figure(before[0])} … ${figure(before[2])} to ${figure(after[0])} … ${figure(after[2])}`;
  if (wide > 0 && (wideNow > MOST_TIMES * wide || wideNow < wide / MOST_TIMES)) return `is on another scale: ${places}`;
  const moved = Math.abs(after[1] - before[1]);
  return moved > MOST_MOVED * Math.max(wide, Math.abs(before[1]) / MOST_MOVED) ? `is in another place: ${places}` : undefined;
}
