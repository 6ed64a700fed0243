// Made tables for timings: uniform columns, a label of some of them.
import { random } from 'millwright/core';

/** Uniform columns; the label follows a sum, a product and a wave of the first ones, with noise. */
export function madeTable(rows, width) {
  const word = random(1, 'speed').int(4294967296);
  let state = word | 1;
  const draw = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2147483648 - 1;
  };
  const columns = Array.from({ length: width }, (_, j) => ({
    kind: 'number',
    name: `x${j}`,
    values: Float64Array.from({ length: rows }, draw),
  }));
  const [a, b, c, d] = columns.map((column) => column.values);
  const y = Float64Array.from({ length: rows }, (_, i) => Number(a[i] + b[i] * c[i] + Math.sin(3 * d[i]) + 0.5 * draw() > 0));
  return { task: 'binary', classes: 1, x: { rows, columns }, y };
}

/** The first rows of a matrix, not copied. */
export const firstRows = (x, rows) => ({
  rows,
  columns: x.columns.map((c) =>
    c.kind === 'category' ? { ...c, codes: c.codes.subarray(0, rows) } : { ...c, values: c.values.subarray(0, rows) },
  ),
});
