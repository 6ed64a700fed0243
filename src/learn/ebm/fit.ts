import { headsOf } from '../../core/index.js';
import type { FitInput, FitRun } from '../learner.js';
import { boostColumns, boostPairs, marginsOf, type PairPlan } from './bag-boost.js';
import { meanOf, modelOf, type BagTables } from './ensemble.js';
import type { EbmModel } from './model.js';
import { pairColumn } from './pair-bins.js';
import { planOf, type Plan } from './plan.js';
import { strongestPairs } from './rank-pairs.js';
import { sumPerBin } from './term.js';

/**
 * Fits an explainable boosting machine (Lou et al., KDD 2012 and 2013; Nori et al., "InterpretML", 2019): per bag an additive model of
 * the columns; then the pairs that would take most off its loss, boosted on top; then the mean over the bags. Gives the event loop a
 * turn about ten times a second; throws the signal's reason once it is aborted.
 */
export async function fitEbm(input: FitInput, run: FitRun): Promise<EbmModel> {
  const plan = await planOf(input, run);
  const { bags } = plan.settings;
  const bagTables: BagTables[] = [];
  const tell = (words: string, done: number): void => {
    run.progress?.(words, done, bags);
    run.signal.throwIfAborted();
  };
  for (let bag = 0; bag < bags; bag++) {
    bagTables.push({ columns: await boostColumns(plan, bag), pairs: new Float64Array(0) });
    tell('boosting columns', bag + 1);
  }
  const pairPlan = await planPairs(plan, bagTables);
  if (pairPlan.pairs.length > 0) {
    for (let bag = 0; bag < bags; bag++) {
      bagTables[bag] = { columns: bagTables[bag].columns, pairs: await boostPairs(plan, pairPlan, bagTables[bag].columns, bag) };
      tell('boosting pairs', bag + 1);
    }
  }
  return modelOf(headsOf(input.x), plan, pairPlan, bagTables);
}

/** Joins bins for pairs and picks the strongest pairs, given what the mean of the bags' column scores leaves. */
async function planPairs(plan: Plan, bags: readonly BagTables[]): Promise<PairPlan> {
  const { settings, objective, columns, y, weights } = plan;
  const most = objective.outputs > 1 || !plan.learns[0] ? 0 : Math.round(settings.pairsPerColumn * columns.length);
  if (most === 0) return { paired: columns.map(({ bins }) => ({ pairBin: new Uint8Array(bins.size), size: 1 })), pairs: [] };
  const gradients = new Float64Array(2 * y.length);
  const start = Float64Array.from(y, () => plan.base[0]);
  objective.gradients(start, y, weights, [gradients]);
  const pairBins = Math.max(2, Math.min(settings.pairBins, Math.floor(Math.sqrt(y.length))));
  const paired = columns.map((column) => pairColumn(column, pairBins, meanTargets(column.cells, column.bins.size, gradients)));
  const mean = meanOf(bags.map((bag) => bag.columns[0]));
  objective.gradients(marginsOf(plan, [mean], undefined), y, weights, [gradients]);
  const among = columns.flatMap(({ cells }, j) => (cells.some((cell) => cell !== cells[0]) ? [j] : []));
  return { paired, pairs: await strongestPairs(columns, paired, among, gradients, most, settings.minRowsPerLeaf, plan.pace) };
}

/** Orders levels: −ΣG / ΣH per bin, a little pulled to zero. */
function meanTargets(cells: Uint16Array, size: number, gradients: Float64Array): Float64Array {
  const sums = new Float64Array(2 * size);
  sumPerBin(cells, gradients, cells.length, sums, size);
  const all = sums.reduce((sum, h, at) => sum + (at % 2 === 1 ? h : 0), 0);
  return Float64Array.from({ length: size }, (_, b) => -sums[2 * b] / (sums[2 * b + 1] + (10 * all) / cells.length));
}
