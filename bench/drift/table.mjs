// The table of the drift benchmark: 20 columns of numbers and 10 of levels; the window's first five columns have moved.
import { random } from 'millwright/core';

const LEVELS = Array.from({ length: 12 }, (_, k) => `level ${k}`);

/** Column c of a side (0 the reference, 1 the window). */
export function columnOf(c, rows, side, seed) {
  const draw = random(seed, 'table', c, side);
  if (c >= 20) return Array.from({ length: rows }, () => LEVELS[Math.floor(12 * draw.uniform() ** (c % 2 === 0 ? 1 : 2))]);
  const by = side === 1 && c < 5 ? 0.3 : 0;
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const x = draw.uniform() + draw.uniform() + draw.uniform() - 1.5 + by;
    values[i] = c % 3 === 0 ? Math.exp(x) : c % 3 === 1 ? x : Math.round(20 * x);
  }
  return values;
}

export const COLUMNS = Array.from({ length: 30 }, (_, c) => (c < 20 ? `number${c}` : `level${c}`));
