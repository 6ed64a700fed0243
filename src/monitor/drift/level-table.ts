import type { LevelSketch } from '../../model/index.js';
import type { WindowColumn } from './window.js';

/** The rows of both sides per level: the listed ones of the reference, then all others together. */
export interface LevelTable {
  readonly levels: readonly string[];
  /** One longer than `levels`: the last is all others. */
  readonly reference: Float64Array;
  readonly window: Float64Array;
  /** Rows with a value, on either side. */
  readonly m: number;
  readonly n: number;
  readonly nulls: number;
  /** The most frequent level of the window that the reference has not listed, with its rows. */
  readonly newcomer: { readonly level: string; readonly rows: number } | undefined;
}

/** Counts the levels of a window beside those of a reference. Bools are `true` and `false`; numbers count by their shortest spelling. O(rows). */
export function levelTable(sketch: LevelSketch, column: WindowColumn): LevelTable {
  const places = new Map(sketch.levels.map((level, k) => [level, k]));
  const window = new Float64Array(sketch.levels.length + 1);
  const others = new Map<string, number>();
  let nulls = 0;
  const add = (level: string, rows: number): void => {
    const place = places.get(level);
    window[place ?? sketch.levels.length] += rows;
    if (place === undefined) others.set(level, (others.get(level) ?? 0) + rows);
  };
  if (column instanceof Uint8Array) {
    const bytes = new Float64Array(256);
    for (const byte of column) bytes[byte]++;
    if (bytes[0] > 0) add('false', bytes[0]);
    if (bytes[1] > 0) add('true', bytes[1]);
    nulls = column.length - bytes[0] - bytes[1];
  } else nulls = countTexts(column, places, window, add);
  const reference = Float64Array.from([...sketch.counts, sketch.other]);
  const most = [...others].reduce<readonly [string, number] | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  );
  return {
    levels: sketch.levels,
    reference,
    window,
    m: sketch.rows - sketch.nulls,
    n: column.length - nulls,
    nulls,
    newcomer: most && { level: most[0], rows: most[1] },
  };
}

function countTexts(
  column: Float64Array | readonly (string | null)[],
  places: ReadonlyMap<string, number>,
  window: Float64Array,
  add: (level: string, rows: number) => void,
): number {
  let nulls = 0;
  for (let i = 0; i < column.length; i++) {
    const cell = column[i];
    if (cell === null || cell !== cell) nulls++;
    else {
      const level = typeof cell === 'string' ? cell : String(cell);
      const place = places.get(level);
      if (place === undefined) add(level, 1);
      else window[place]++;
    }
  }
  return nulls;
}
