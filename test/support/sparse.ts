import type { SparseLines } from '../../src/kernel/index.js';

/** So many lines of about so many entries each, by a seeded generator; columns of a low number are taken more often. */
export function planted(lines: number, columns: number, perLine: number): SparseLines {
  let state = 1;
  const draw = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const start = new Int32Array(lines + 1);
  const column: number[] = [];
  for (let i = 0; i < lines; i++) {
    const own = new Set(Array.from({ length: perLine }, () => Math.floor(columns * draw() ** 2)));
    column.push(...[...own].toSorted((a, b) => a - b));
    start[i + 1] = column.length;
  }
  return { lines, columns, start, column: Int32Array.from(column), value: Float64Array.from(column, () => 1 + Math.floor(3 * draw())) };
}

/** Columns for lines. */
export function sideways({ lines, columns, start, column, value }: SparseLines): SparseLines {
  const entries = Array.from({ length: lines }, (_, i) => Array.from({ length: start[i + 1] - start[i] }, (_, e) => start[i] + e)).flatMap(
    (own, i) => own.map((e) => ({ i, j: column[e], value: value[e] })),
  );
  const sorted = entries.toSorted((a, b) => a.j - b.j || a.i - b.i);
  const first = new Int32Array(columns + 1);
  for (const { j } of sorted) first[j + 1]++;
  for (let j = 0; j < columns; j++) first[j + 1] += first[j];
  return {
    lines: columns,
    columns: lines,
    start: first,
    column: Int32Array.from(sorted, ({ i }) => i),
    value: Float64Array.from(sorted, (one) => one.value),
  };
}
