import type { ColumnHead } from '../../core/index.js';
import type { PairPlan } from './bag-boost.js';
import type { Tables } from './boost.js';
import { layoutOf, type Layout } from './layout.js';
import type { EbmModel } from './model.js';
import { pairCells } from './pair-bins.js';
import type { Plan } from './plan.js';
import { purify } from './purify.js';
import { settleBase } from './settle-base.js';

/** What one bag has learned: tables over the columns' bins per output, and the pairs' tables one after the other. */
export interface BagTables {
  readonly columns: Tables;
  readonly pairs: Float64Array;
}

/**
 * The mean of the bags as one model. Each pair is first purified into its columns and each column centred on the training rows; the
 * base is then set anew, so that the mean prediction is right. Changes the bags' tables.
 */
export function modelOf(heads: readonly ColumnHead[], plan: Plan, pairPlan: PairPlan, bags: readonly BagTables[]): EbmModel {
  const { binStart, deviation, mean } = plan;
  const layout = layoutOf(heads, plan, pairPlan);
  const weights = binWeights(plan);
  const pairWeights = weightsOfPairs(plan, pairPlan, layout);
  for (const bag of bags) {
    purifyPairs(bag, layout, pairWeights);
    for (const table of bag.columns) centre(table, binStart, weights);
  }
  const outputs = bags[0].columns.map((_, k) => bags.map((bag) => bag.columns[k]));
  const means = outputs.map(meanOf);
  const pairs = bags.map((bag) => bag.pairs);
  const pairMeans = meanOf(pairs);
  return {
    ...layout,
    outputs: outputs.length,
    base: settleBase(plan, pairPlan, means, pairMeans).map((margin) => mean + deviation * margin),
    scores: byBin(means, deviation, new Float64Array(weights.length * outputs.length)),
    deviations: byBin(outputs.map(deviationOf), deviation, new Float32Array(weights.length * outputs.length)),
    shares: sharesOf(weights, plan.columns.length),
    pairScores: pairMeans.map((v) => v * deviation),
    pairDeviations: Float32Array.from(deviationOf(pairs), (v) => v * deviation),
    pairShares: sharesOf(pairWeights, pairPlan.pairs.length),
  };
}

/** Moves what a pair says of one column alone into that column's table. */
function purifyPairs(bag: BagTables, { pairs, pairStart, pairSize, pairBin, binStart }: Layout, weights: Float64Array): void {
  for (let p = 0; 2 * p < pairs.length; p++) {
    const [a, b] = [pairs[2 * p], pairs[2 * p + 1]];
    const [first, second] = [new Float64Array(pairSize[a]), new Float64Array(pairSize[b])];
    purify(bag.pairs.subarray(pairStart[p], pairStart[p + 1]), weights.subarray(pairStart[p], pairStart[p + 1]), first, second);
    for (let at = binStart[a]; at < binStart[a + 1]; at++) bag.columns[0][at] += first[pairBin[at]];
    for (let at = binStart[b]; at < binStart[b + 1]; at++) bag.columns[0][at] += second[pairBin[at]];
  }
}

/** Shifts each column's table to the weighted mean 0. Bins without training rows say nothing. */
function centre(table: Float64Array, binStart: Int32Array, weights: Float64Array): void {
  for (let j = 0; j + 1 < binStart.length; j++) {
    let [sum, weight] = [0, 0];
    for (let b = binStart[j]; b < binStart[j + 1]; b++) {
      sum += weights[b] * table[b];
      weight += weights[b];
    }
    for (let b = binStart[j]; b < binStart[j + 1]; b++) table[b] = weights[b] > 0 ? table[b] - sum / weight : 0;
  }
}

/** Training weight in each bin of each column. */
function binWeights({ columns, binStart, weights }: Plan): Float64Array {
  const out = new Float64Array(binStart[columns.length]);
  columns.forEach(({ cells }, j) => addWeights(cells, weights, out.subarray(binStart[j], binStart[j + 1])));
  return out;
}

function weightsOfPairs({ columns, weights }: Plan, { paired, pairs }: PairPlan, { pairStart }: Layout): Float64Array {
  const out = new Float64Array(pairStart[pairs.length]);
  pairs.forEach(([a, b], p) => {
    const cells = pairCells(columns[a], columns[b], paired[a], paired[b], undefined);
    addWeights(cells, weights, out.subarray(pairStart[p], pairStart[p + 1]));
  });
  return out;
}

function addWeights(cells: Uint16Array, weights: Float64Array | undefined, out: Float64Array): void {
  for (let i = 0; i < cells.length; i++) out[cells[i]] += weights === undefined ? 1 : weights[i];
}

function sharesOf(weights: Float64Array, tables: number): Float32Array {
  const all = weights.reduce((sum, w) => sum + w, 0) / Math.max(1, tables);
  return Float32Array.from(weights, (w) => w / all);
}

/** The mean of tables of one size, entry by entry. */
export const meanOf = (tables: readonly Float64Array[]): Float64Array =>
  tables[0].map((_, at) => tables.reduce((sum, table) => sum + table[at], 0) / tables.length);

/** Standard deviation over the bags (divisor: one fewer); 0 for a single bag. */
function deviationOf(tables: readonly Float64Array[]): Float64Array {
  const mean = meanOf(tables);
  const divisor = Math.max(1, tables.length - 1);
  return mean.map((m, at) => Math.sqrt(tables.reduce((sum, table) => sum + (table[at] - m) ** 2, 0) / divisor));
}

/** Tables per output as one, bin by bin, times `scale`. */
function byBin<A extends Float64Array | Float32Array>(tables: readonly Float64Array[], scale: number, out: A): A {
  tables.forEach((table, k) => table.forEach((value, b) => (out[b * tables.length + k] = value * scale)));
  return out;
}
