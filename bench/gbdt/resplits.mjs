// How the quality benchmarks split a table, fit gbdt on it, and take means over splits.
import { random, takeRows } from 'millwright/core';
import { learners } from 'millwright/learn';

/** The rows from `from` up to, not including, `to`. */
export const range = (from, to) => Int32Array.from({ length: to - from }, (_, i) => from + i);

/** Matrix and target of some rows of a table. */
export const part = (table, rows) => ({ x: takeRows(table.x, rows), y: Float64Array.from(rows, (row) => table.y[row]) });

/** A fifth of `rows` drawn by `seed` to test on, and the rest to train on: `[train, test]`, ascending. */
export function resplit(rows, seed) {
  const order = random(seed, 'resplit').shuffle(rows.slice());
  const cut = Math.floor(rows.length * 0.2);
  return [order.subarray(cut).toSorted(), order.subarray(0, cut).toSorted()];
}

/** Fits gbdt on `train` and returns the margins of `test`, with the seconds of the fit. */
export async function fitOurs({ task, classes }, train, test, params = {}) {
  const startedMs = performance.now();
  const predictor = await learners.gbdt.fit(
    { task, classes, ...train },
    { params, seed: 7, threads: 1, signal: new AbortController().signal },
  );
  const fitSeconds = (performance.now() - startedMs) / 1000;
  const margins = new Float64Array(test.x.rows * predictor.outputs);
  predictor.predict(test.x, margins);
  return { margins, fitSeconds };
}

/** The mean of every figure over records with the same keys. */
export const meanOf = (runs) =>
  Object.fromEntries(Object.keys(runs[0]).map((key) => [key, runs.reduce((sum, run) => sum + run[key], 0) / runs.length]));
