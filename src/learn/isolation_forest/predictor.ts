import { doublesOf, type ColumnHead, type Matrix } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import type { Contributions, Predictor } from '../learner.js';
import { childOf, expectedPath, type IsolationForest } from './forest.js';
import { addPaths, lockstepOf } from './lockstep.js';
import { partsOfForest } from './parts.js';

/** Rows that one tree walks before the next takes its turn, so that their cells stay near. */
const BLOCK = 1024;

/**
 * How odd a row is: 2^(−E[h] / c(ψ)), E[h] the mean length of its paths and c(ψ) that of a row among the ψ that a tree saw. In (0, 1): near 1
 * for a row that few questions set apart, below one half for the usual ones.
 */
export function forestPredictor(forest: IsolationForest, heads: readonly ColumnHead[]): Predictor {
  const isCategory = categoriesIn(heads);
  const plain = isDeep(forest) || isCategory.some((is) => is === 1) ? undefined : lockstepOf(forest);
  const scoreOf = (paths: number): number => 2 ** (-paths / (forest.roots.length * expectedPath(forest.sample)));
  const pathsOf = (cells: Float64Array, at: number): number => {
    let sum = 0;
    for (let t = 0; t < forest.roots.length; t++) sum += forest.path[leafOf(forest, isCategory, forest.roots[t], cells, at)];
    return sum;
  };
  return {
    outputs: 1,
    predict(x, out) {
      const values = x.columns.map(doublesOf);
      const width = values.length;
      const cells = new Float64Array(BLOCK * width);
      for (let from = 0; from < x.rows; from += BLOCK) {
        const rows = Math.min(BLOCK, x.rows - from);
        for (let j = 0; j < width; j++) for (let i = 0; i < rows; i++) cells[i * width + j] = values[j][from + i];
        out.fill(0, from, from + rows);
        if (plain && cells.subarray(0, rows * width).every(isKnown)) addPaths(plain, cells, width, rows, out, from);
        else
          for (const root of forest.roots)
            for (let i = 0; i < rows; i++) out[from + i] += forest.path[leafOf(forest, isCategory, root, cells, i * width)];
        for (let i = from; i < from + rows; i++) out[i] = scoreOf(out[i]);
      }
    },
    predictRow(row, out) {
      out[0] = scoreOf(pathsOf(row, 0));
    },
    contributions: (x) => sharesOf(forest, isCategory, x, scoreOf),
    toParts: () => partsOfForest(forest, heads.length),
  };
}

/** Whether walks of equal length would be wasted: a file may hold trees that are chains. */
const isDeep = ({ roots, column }: IsolationForest): boolean => column.length > roots.length * 4096;

const isKnown = (value: number): boolean => value === value;

/** The leaf of a row whose cells stand from `at` on. The most frequent case, a number that is there, is asked first. */
function leafOf(forest: IsolationForest, isCategory: Uint8Array, root: number, cells: Float64Array, at: number): number {
  const { column, threshold, left } = forest;
  let node = root;
  for (let j = column[node]; j >= 0; j = column[node]) {
    const value = cells[at + j];
    if (isCategory[j] === 0 && value === value) node = left[node] + (value < threshold[node] ? 0 : 1);
    else node = childOf(forest, node, value, isCategory[j]);
  }
  return node;
}

/**
 * Exact shares of a score. On its way down, a question changes the path that is to be expected, and that change belongs to its column
 * (A. Saabas, 2014): base + changes = the path. The score falls as the path grows, so each column gets the part of the score's distance from
 * the base's that it has in the path's (the rescale rule of Shrikumar, Greenside & Kundaje, ICML 2017): still exact, in units of the score.
 */
function sharesOf(forest: IsolationForest, isCategory: Uint8Array, x: Matrix, scoreOf: (paths: number) => number): Contributions {
  const values = x.columns.map(doublesOf);
  const width = values.length;
  const base = forest.roots.reduce((sum, root) => sum + forest.path[root], 0);
  const effects = new Float64Array(x.rows * width);
  const own = new Float64Array(width);
  for (let i = 0; i < x.rows; i++) {
    own.fill(0);
    let paths = 0;
    for (const root of forest.roots) {
      let node = root;
      for (let j = forest.column[node]; j >= 0; j = forest.column[node]) {
        const next = childOf(forest, node, values[j][i], isCategory[j]);
        own[j] += forest.path[next] - forest.path[node];
        node = next;
      }
      paths += forest.path[node];
    }
    const away = paths - base;
    const slope = Math.abs(away) > 1e-12 * base ? (scoreOf(paths) - scoreOf(base)) / away : 0;
    for (let j = 0; j < width; j++) effects[i * width + j] = own[j] * slope;
  }
  return { base: Float64Array.of(scoreOf(base)), effects };
}
