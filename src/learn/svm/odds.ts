import type { Random } from '../../core/index.js';
import { foldsOf } from './folds.js';
import type { Machine, Solution } from './machine.js';
import { plattScaling, type Scaling } from './platt.js';
import { pricesOf, type DualProblem, type Loss } from './problem.js';

/** How one class is told from the others. */
export interface OddsRun {
  readonly machine: Machine;
  readonly folds: number;
  readonly loss: Loss;
  readonly draw: Random;
  /** Told after each training: how many of folds + 1 are done. */
  readonly progress: (done: number) => void;
}

/** A machine for one class against the others, trained on all rows, and the scaling of its decisions, from rows left out in turn. */
export async function fitOdds(
  isPositive: Uint8Array,
  weights: Float64Array,
  cost: number,
  run: OddsRun,
): Promise<Scaling & { readonly solution: Solution }> {
  const problemOf = (rows: Int32Array): DualProblem => ({
    rows,
    target: Float64Array.from(rows, (row) => (isPositive[row] === 1 ? 1 : -1)),
    ...pricesOf(
      run.loss,
      Float64Array.from(rows, (row) => cost * weights[row]),
    ),
    epsilon: 0,
    isRegression: false,
  });
  run.progress(0);
  const solution = await run.machine.solve(problemOf(Int32Array.from(isPositive.keys())), run.draw.fork('order'));
  run.progress(1);
  const decisions = await leftOutDecisions(isPositive, problemOf, run);
  return { solution, ...plattScaling(decisions, isPositive, weights) };
}

/** The decision of every row by a machine that did not see it; 0 where none of the other rows is left. */
async function leftOutDecisions(
  isPositive: Uint8Array,
  problemOf: (rows: Int32Array) => DualProblem,
  { machine, folds, draw, progress }: OddsRun,
): Promise<Float64Array> {
  const fold = foldsOf(isPositive, folds, draw.fork('folds'));
  const decisions = new Float64Array(fold.length);
  for (let f = 0; f < folds; f++) {
    const [inside, outside] = [rowsWhere(fold, (other) => other !== f), rowsWhere(fold, (other) => other === f)];
    if (inside.length > 0 && outside.length > 0) {
      const solution = await machine.solve(problemOf(inside), draw.fork('order', f));
      for (const row of outside) decisions[row] = machine.decide(solution, row);
    }
    progress(f + 2);
  }
  return decisions;
}

function rowsWhere(fold: Int32Array, isChosen: (fold: number) => boolean): Int32Array {
  const rows = new Int32Array(fold.length);
  let count = 0;
  for (let row = 0; row < fold.length; row++) if (isChosen(fold[row])) rows[count++] = row;
  return rows.slice(0, count);
}
