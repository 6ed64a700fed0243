// Tables of the race, as raw doubles, column after column: a seeded draw, the same on every machine.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { random } from 'millwright/core';

const TEST_SHARE = 0.25;
const LEVELS = [4, 8, 12, 24, 50, 100, 200, 365, 500, 1000];
const ONE_HOT = 15;

/** `dense`: 28 numbers; `small`: the same, few rows. `mixed`: 25 numbers, 8 of them with missing values, 10 categories of 4 to 1,000 levels, and 15 columns of a one-hot coding. */
const makers = {
  dense: { rows: 1_000_000, make: dense },
  mixed: { rows: 200_000, make: mixed },
  small: { rows: 10_000, make: dense },
};

/** Writes job.json, x.f64 and y.f64 into a folder: `rows` to fit on, and a quarter as many to test. */
export function writeTable(dir, name, wanted) {
  const rows = wanted ?? makers[name].rows;
  const all = Math.round(rows * (1 + TEST_SHARE));
  const { columns, categories, logit } = makers[name].make(all);
  const chance = quick(name, 'labels');
  const middle = Float64Array.from(logit).toSorted()[all >> 1];
  writeFileSync(join(dir, 'y.f64'), bytes(logit.map((z) => Number(chance() < 1 / (1 + Math.exp(1.4 * (middle - z)))))));
  const file = openSync(join(dir, 'x.f64'), 'w');
  for (const column of columns) writeSync(file, bytes(column));
  closeSync(file);
  writeFileSync(join(dir, 'job.json'), JSON.stringify({ name, rows, all, columns: columns.length, categories }));
}

const bytes = (doubles) => new Uint8Array(doubles.buffer, doubles.byteOffset, doubles.byteLength);

/** Uniform draws in [0, 1) by xorshift, from a named seed: a nanosecond each. */
function quick(...path) {
  let state = random(1, 'race', ...path).int(4294967295) + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

function normal(draw) {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

const filled = (rows, of) => Float64Array.from({ length: rows }, of);

function dense(rows) {
  const columns = Array.from({ length: 21 }, (_, j) => {
    const draw = quick('dense', j);
    if (j < 7) return filled(rows, () => -0.5 * Math.log((1 - draw()) * (1 - draw())));
    if (j < 14) return filled(rows, () => normal(draw));
    return j < 18 ? filled(rows, () => 3.48 * draw() - 1.74) : filled(rows, () => [0, 0, 1.09, 2.17, 2.55][Math.floor(5 * draw())]);
  });
  const [p, e, f, b] = [0, 7, 14, 18].map((from) => columns.slice(from, from + 7));
  const masses = [
    (i) => Math.sqrt(2 * p[0][i] * p[1][i] * (Math.cosh(Math.max(-4, Math.min(4, e[0][i] - e[1][i]))) - Math.cos(f[0][i] - f[1][i]))),
    (i) => Math.sqrt(2 * p[2][i] * p[3][i] * (Math.cosh(Math.max(-4, Math.min(4, e[2][i] - e[3][i]))) - Math.cos(f[2][i] - f[3][i]))),
    (i) => p[0][i] + p[1][i] + p[2][i] + p[3][i],
    (i) => Math.abs(e[0][i] * e[1][i] - e[2][i]),
    (i) => Math.hypot(p[4][i], p[5][i]) * Math.exp((-e[4][i] * e[4][i]) / 4),
    (i) => p[6][i] * Math.cos(f[0][i]),
    (i) => Math.log1p(p[0][i] * p[2][i] + p[5][i]),
  ].map((of) => filled(rows, (_, i) => of(i)));
  const measured = masses.map((mass, j) => {
    const draw = quick('dense', 'error', j);
    return mass.map((m) => m * Math.exp(0.15 * normal(draw)));
  });
  const bump = (v, at, width) => Math.exp(-(((v - at) / width) ** 2));
  const logit = filled(rows, (_, i) => {
    const m = masses.map((mass) => mass[i]);
    return (
      1.1 * bump(m[0], 2, 0.8) -
      0.8 * bump(m[1], 3, 1.2) +
      0.55 * Math.sin(1.7 * e[0][i]) * b[0][i] +
      (p[4][i] > 1 ? 0.35 * b[1][i] : 0) -
      0.35 * Math.log1p(m[2]) * Math.tanh(e[2][i]) +
      (e[4][i] * e[5][i] > 0.3 ? 0.4 : 0) +
      0.3 * Math.cos(2 * (f[0][i] - f[2][i])) -
      (b[2][i] > 1 ? 0.25 * m[3] : 0) +
      0.5 * m[4] +
      0.25 * m[5] * e[3][i] +
      (e[6][i] > 0 ? 0.2 * e[1][i] ** 2 : 0) -
      0.35 * p[1][i]
    );
  });
  return { columns: [...columns, ...measured], categories: [], logit };
}

function mixed(rows) {
  const logit = new Float64Array(rows);
  const numbers = Array.from({ length: 25 }, (_, j) => {
    const draw = quick('mixed', j);
    const values = filled(rows, () => (j % 5 === 4 ? Math.round(4 * normal(draw)) / 4 : normal(draw)));
    const weight = j < 18 ? 1 : 0.1;
    for (let i = 0; i < rows; i++)
      logit[i] += weight * (j % 2 ? 0.35 * Math.sin((1 + (j % 4)) * values[i]) : 0.2 * values[i] * ((j % 3) - 1));
    return values;
  });
  for (let i = 0; i < rows; i++) logit[i] += (numbers[1][i] > 0 ? 0.5 * numbers[0][i] : 0) - 0.4 * Math.abs(numbers[2][i] * numbers[3][i]);
  for (const j of [1, 3, 6, 9, 12, 15, 18, 21]) {
    const draw = quick('mixed', 'missing', j);
    for (let i = 0; i < rows; i++)
      if (draw() < 0.05 + 0.02 * (j % 10)) {
        numbers[j][i] = NaN;
        logit[i] += j % 2 ? 0.2 : -0.2;
      }
  }
  const groups = LEVELS.map((levels) => {
    const draw = quick('mixed', 'levels', levels);
    const effects = filled(levels, () => 0.45 * normal(draw));
    const codes = filled(rows, () => Math.floor(levels * draw() ** 2));
    for (let i = 0; i < rows; i++) logit[i] += effects[codes[i]];
    return codes;
  });
  const draw = quick('mixed', 'one-hot');
  const effects = filled(ONE_HOT + 1, () => 0.6 * normal(draw));
  const hot = filled(rows, () => Math.max(0, Math.floor((ONE_HOT + 5) * draw()) - 4));
  for (let i = 0; i < rows; i++) logit[i] += effects[hot[i]];
  const oneHot = Array.from({ length: ONE_HOT }, (_, k) => hot.map((code) => Number(code === k + 1)));
  return { columns: [...numbers, ...groups, ...oneHot], categories: groups.map((_, k) => 25 + k), logit };
}
