import { random, type Matrix } from '../../core/index.js';
import type { Reference } from './problem.js';

/** Groups of the planted problem. */
export const GROUPS = 3;
const MIDDLES = [
  [0, 0],
  [10, 0],
  [0, 10],
] as const;

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: ['wide', 'high'].map((name, j) => ({ kind: 'number', name, values: Float64Array.from(rows, (row) => row[j]) })),
});

/** Rows in three groups that lie ten of their standard deviations apart; `y` says in which. */
export function plantedGroups(seed: number, rows = 300): Reference {
  const draw = random(seed, 'planted groups');
  const groups = Array.from({ length: rows }, () => draw.int(GROUPS));
  return {
    task: 'segment',
    classes: 1,
    x: matrix(groups.map((g) => MIDDLES[g].map((middle) => middle + draw.normal()))),
    y: Float64Array.from(groups),
  };
}

/**
 * A trial in which half of the rows were treated, which helps those with a wide one: of these three in ten more come to 1, of the others none.
 * `y` is 2 × treated + outcome.
 */
export function plantedUplift(seed: number, rows = 4000): Reference {
  const draw = random(seed, 'planted uplift');
  const cells = Array.from({ length: rows }, () => [draw.normal(), draw.normal()]);
  const y = Float64Array.from(cells, ([wide, high]) => {
    const treated = draw.int(2);
    return 2 * treated + (draw.uniform() < 0.3 + (high > 0 ? 0.2 : 0) + (treated === 1 && wide > 0 ? 0.3 : 0) ? 1 : 0);
  });
  return { task: 'uplift', classes: 1, x: matrix(cells), y };
}

/** Rows around one place, and one in twenty anywhere in a square around it that is ten standard deviations wide to each side; `y` is 1 for these. */
export function plantedOdd(seed: number, rows = 600): Reference {
  const draw = random(seed, 'planted odd rows');
  const odd = Array.from({ length: rows }, (_, i) => (i % 20 === 0 ? 1 : 0));
  return {
    task: 'outlier',
    classes: 1,
    x: matrix(odd.map((is) => [0, 0].map(() => (is ? 20 * draw.uniform() - 10 : draw.normal())))),
    y: Float64Array.from(odd),
  };
}
