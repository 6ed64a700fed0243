import { random } from '../../core/index.js';
import { drawBag, inBag } from './bag.js';
import { boost, startsOf, type BoostJob, type Tables } from './boost.js';
import { pairCells, type PairColumn } from './pair-bins.js';
import type { Plan } from './plan.js';
import type { Pair } from './rank-pairs.js';
import { levelStepper } from './step-levels.js';
import { numberStepper } from './step-number.js';
import { pairStepper } from './step-pair.js';
import { moveMargins, rowsPerBin, type Term } from './term.js';

/** The pairs of a fit, and the columns as pairs see them. */
export interface PairPlan {
  readonly paired: readonly PairColumn[];
  readonly pairs: readonly Pair[];
}

/** Boosts the columns on one bag: per output, tables over the bins of all columns. */
export function boostColumns(plan: Plan, bag: number): Promise<Tables> {
  const { settings, columns, run } = plan;
  const { rows, train } = bagOf(plan, bag);
  const draw = random(run.seed, 'ebm', 'cuts', bag);
  const terms = columns.map(({ bins, cells }): Term => {
    const ours = inBag(cells, rows);
    const counts = rowsPerBin(ours, train, bins.size);
    const stepper = bins.kind === 'number' ? numberStepper(counts, settings, draw) : levelStepper(counts, settings);
    return { ...stepper, size: bins.size, cells: ours };
  });
  return boostTerms(plan, terms, settings.stepsPerTurn, marginsOf(plan, undefined, rows), rows, train);
}

/** Boosts the pairs on top of what a bag's columns say: the pairs' tables, one after the other. */
export async function boostPairs(plan: Plan, { paired, pairs }: PairPlan, tables: Tables, bag: number): Promise<Float64Array> {
  const { settings, columns, run } = plan;
  const { rows, train } = bagOf(plan, bag);
  const draw = random(run.seed, 'ebm', 'pair cuts', bag);
  const terms = pairs.map(([a, b]): Term => {
    const [n, m] = [paired[a].size, paired[b].size];
    const cells = pairCells(columns[a], columns[b], paired[a], paired[b], rows);
    return { ...pairStepper(n, m, train, settings, draw), size: n * m, cells };
  });
  return (await boostTerms(plan, terms, 1, marginsOf(plan, tables, rows), rows, train))[0];
}

const bagOf = ({ groups, groupCount, settings, run }: Plan, bag: number) =>
  drawBag(groups, groupCount, settings.validationShare, run.seed, bag);

function boostTerms(
  plan: Plan,
  terms: readonly Term[],
  stepsPerTurn: number,
  margins: Float64Array,
  rows: Int32Array,
  train: number,
): Promise<Tables> {
  const { settings, objective, y, weights, learns, pace } = plan;
  const { learningRate, rounds, smoothRounds, earlyStoppingRounds } = settings;
  const job: BoostJob = {
    objective,
    terms,
    margins,
    train,
    learns,
    smoothRounds,
    y: inBag(y, rows),
    weights: weights && inBag(weights, rows),
    rounds: learns.some(Boolean) && terms.length > 0 ? rounds : 0,
    patience: earlyStoppingRounds,
    tolerance: settings.tolerance,
    turnRate: 1 - (1 - learningRate) ** stepsPerTurn,
  };
  return boost(job, pace);
}

/** Margins of rows, in the given order: those that boosting starts from, moved by tables over the bins of the columns. */
export function marginsOf({ base, columns, y }: Plan, tables: Tables | undefined, rows: Int32Array | undefined): Float64Array {
  const margins = Float64Array.from({ length: y.length * base.length }, (_, i) => base[i % base.length]);
  if (tables === undefined) return margins;
  const starts = startsOf(columns.map(({ bins }) => bins));
  columns.forEach(({ cells }, j) => {
    const ours = rows === undefined ? cells : inBag(cells, rows);
    tables.forEach((table, k) => moveMargins(ours, table.subarray(starts[j], starts[j + 1]), margins, k, base.length));
  });
  return margins;
}
