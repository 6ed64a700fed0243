// A seeded CSV of any length and 20 columns: an id, 12 numbers (5% empty), 6 texts of 3 … 30 levels (3% empty) and a time.
import { closeSync, openSync, writeSync } from 'node:fs';
import { random } from 'millwright/core';

export const NUMBERS = Array.from({ length: 12 }, (_, i) => `x${i}`);
export const LEVELS = [3, 5, 8, 12, 20, 30];
export const TEXTS = LEVELS.map((_, i) => `g${i}`);
export const HEADER = ['id', ...NUMBERS, ...TEXTS, 'ts'];

const BLOCK = 20_000;
const two = (n) => String(n).padStart(2, '0');

/** The first eight numbers are normal with five digits behind the point, the others whole numbers below 1,000. */
const number = (draw, i) => (i < 8 ? (i + (1 + i) * draw.normal()).toFixed(5) : `${draw.int(1000)}.0`);

function line(draw, row) {
  const numbers = NUMBERS.map((_, i) => (draw.uniform() < 0.05 ? '' : number(draw, i)));
  const texts = LEVELS.map((levels, i) => (draw.uniform() < 0.03 ? '' : `cat_${i}_${draw.int(levels)}`));
  return `${row},${numbers.join(',')},${texts.join(',')},2024-${two(1 + (row % 12))}-${two(1 + (row % 28))}T00:00:00\n`;
}

/** Writes the file; the same rows and seed give the same bytes. About 5 s and 160 MB for a million rows. */
export function writeMixedCsv(path, rows, seed = 5) {
  const draw = random(seed, 'mixed');
  const file = openSync(path, 'w');
  writeSync(file, `${HEADER.join(',')}\n`);
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    writeSync(file, Array.from({ length: count }, (_, i) => line(draw, from + i)).join(''));
  }
  closeSync(file);
}
