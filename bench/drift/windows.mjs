// Seeded windows of a table whose columns are of many kinds: even and skewed numbers, heavy tails, ties, rare values, nulls, few and many levels, bools.
import { chance } from './chance.mjs';

const zipf = (levels) => {
  let sum = 0;
  const cumulative = Array.from({ length: levels }, (_, k) => (sum += 1 / (k + 1)));
  return cumulative.map((x) => x / sum);
};
const [few, many, long] = [[0.5, 0.8, 0.95, 1], zipf(60), zipf(3000)];
const names = long.map((_, k) => `level ${k}`);

function level(draw, cumulative) {
  const u = draw.uniform();
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > u) high = middle;
    else low = middle + 1;
  }
  return names[low];
}

/** A cell of each column, from a stream of chance. */
const cells = {
  normal: (draw) => draw.normal(),
  lognormal: (draw) => Math.exp(1.5 * draw.normal()),
  uniform: (draw) => draw.uniform(),
  holes: (draw) => (draw.uniform() < 0.1 ? NaN : draw.normal()),
  fewHoles: (draw) => (draw.uniform() < 0.004 ? NaN : 100 + draw.normal()),
  months: (draw) => Math.floor(72 * draw.uniform() ** 2),
  mostlyZero: (draw) => (draw.uniform() < 0.92 ? 0 : Math.round(1000 * Math.exp(draw.normal()))),
  rareFlag: (draw) => (draw.uniform() < 0.03 ? 1 : 0),
  fourLevels: (draw) => level(draw, few),
  sixtyLevels: (draw) => level(draw, many),
  longTail: (draw) => (draw.uniform() < 0.02 ? null : level(draw, long)),
  yes: (draw) => (draw.uniform() < 0.2 ? 1 : 0),
};
const TEXTS = new Set(['fourLevels', 'sixtyLevels', 'longTail']);

const tableOf = (rows, seed) =>
  Object.entries(cells).map(([name, cell]) => {
    const draw = chance(seed, name);
    const values = TEXTS.has(name) ? Array.from({ length: rows }) : name === 'yes' ? new Uint8Array(rows) : new Float64Array(rows);
    for (let i = 0; i < rows; i++) values[i] = cell(draw);
    return [name, values];
  });

/** An endless supply of windows without any change: no row comes twice. Each window holds at most `rows`. */
export function supply(rows, seed) {
  let [table, used, tables] = [[], rows, 0];
  return (count) => {
    if (used + count > rows) [table, used] = [tableOf(rows, seed + 1000 * tables++), 0];
    const from = used;
    used += count;
    return { rows: count, columns: Object.fromEntries(table.map(([name, values]) => [name, values.slice(from, from + count)])) };
  };
}
