import { drawRows, random } from '../../core/index.js';
import { SKETCH_LIMITS, type LevelSketch, type NumberSketch } from './reference-sketch.js';

/** Numbers of the rows that are kept of each column of numbers, ascending: all of up to `limit`, else a simple random sample. */
export const sampledRows = (rows: number, limit: number, seed: number): Int32Array => drawRows(rows, limit, random(seed, 'sketch'));

/** Values that may be kept of each of so many columns of numbers. */
export const valuesEach = (columns: number): number =>
  Math.min(SKETCH_LIMITS.values, Math.floor(SKETCH_LIMITS.allValues / Math.max(1, columns)));

/** The sketch of a column of numbers (`NaN` for null), of which the given rows are kept. */
export function sketchNumbers(values: Float64Array, kept: Int32Array, unit?: string): NumberSketch {
  const sample = new Float64Array(kept.length);
  let size = 0;
  for (let i = 0; i < kept.length; i++) {
    const value = values[kept[i]];
    if (value === value) sample[size++] = value;
  }
  return {
    kind: 'number',
    rows: values.length,
    ...momentsOf(values),
    ...(unit === undefined ? {} : { unit }),
    sample: sample.subarray(0, size).toSorted(),
  };
}

type Moments = Pick<NumberSketch, 'nulls' | 'mean' | 'std' | 'min' | 'max'>;

/** About the first value, so that no digits are lost where values lie close together far from 0. */
function momentsOf(values: Float64Array): Moments {
  let [n, sum, squares, min, max, first] = [0, 0, 0, Infinity, -Infinity, NaN];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) continue;
    if (n === 0) first = value;
    const from = value - first;
    n++;
    sum += from;
    squares += from * from;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const nulls = values.length - n;
  if (n === 0) return { nulls, mean: null, std: null, min: null, max: null };
  const spread = squares - (sum * sum) / n;
  // Beyond 1e154 squares overflow, and nothing is known of the spread.
  const std = n > 1 && Number.isFinite(spread) ? Math.sqrt(Math.max(0, spread) / (n - 1)) : null;
  return { nulls, mean: finite(first + sum / n), std, min, max };
}

const finite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

const total = (list: readonly (readonly [string, number])[]): number => list.reduce((sum, [, n]) => sum + n, 0);

/** The sketch of levels from how many rows each has. */
export function sketchLevels(byLevel: Iterable<readonly [string, number]>, nulls: number): LevelSketch {
  const all = [...byLevel].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const listed = all.filter(([level]) => level.length <= SKETCH_LIMITS.characters).slice(0, SKETCH_LIMITS.levels);
  const rows = total(all);
  return {
    kind: 'level',
    rows: rows + nulls,
    nulls,
    levels: listed.map(([level]) => level),
    counts: listed.map(([, n]) => n),
    other: rows - total(listed),
    once: all.filter(([, n]) => n === 1).length,
  };
}

/** The sketch of a column of texts, by row. */
export function sketchTexts(texts: readonly (string | null)[]): LevelSketch {
  const places = new Map<string, number>();
  const counts: number[] = [];
  let nulls = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (text === null) nulls++;
    else {
      const place = places.get(text);
      if (place === undefined) places.set(text, counts.push(1) - 1);
      else counts[place]++;
    }
  }
  return sketchLevels(
    places.entries().map(([text, place]) => [text, counts[place]] as const),
    nulls,
  );
}

/** Texts of which nearly every row has its own are not levels: nothing that holds for one says anything of the next. */
export function unlessFree(sketch: LevelSketch): LevelSketch | { readonly kind: 'skipped'; readonly reason: string } {
  const values = sketch.rows - sketch.nulls;
  return values >= 100 && sketch.once > values / 2 ? { kind: 'skipped', reason: 'nearly every row has a text of its own' } : sketch;
}
