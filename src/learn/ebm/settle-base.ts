import { marginsOf, type PairPlan } from './bag-boost.js';
import type { Tables } from './boost.js';
import { pairCells } from './pair-bins.js';
import type { Plan } from './plan.js';
import { newton } from './step-number.js';
import { moveMargins } from './term.js';

const STEPS = 8;

/** The base margins, moved by Newton steps until the mean prediction over the training rows is the target's mean, given the tables. */
export function settleBase(plan: Plan, { paired, pairs }: PairPlan, columns: Tables, pairTables: Float64Array): Float64Array {
  const { objective, y, weights, learns } = plan;
  const margins = marginsOf(plan, columns, undefined);
  let start = 0;
  for (const [a, b] of pairs) {
    const size = paired[a].size * paired[b].size;
    const cells = pairCells(plan.columns[a], plan.columns[b], paired[a], paired[b], undefined);
    moveMargins(cells, pairTables.subarray(start, start + size), margins, 0, 1);
    start += size;
  }
  const base = plan.base.slice();
  const gradients = Array.from(base, () => new Float64Array(2 * y.length));
  for (let step = 0; step < STEPS; step++) {
    objective.gradients(margins, y, weights, gradients);
    gradients.forEach((of, k) => {
      const by = learns[k] ? stepOf(of) : 0;
      base[k] += by;
      for (let at = k; at < margins.length; at += base.length) margins[at] += by;
    });
  }
  return base;
}

function stepOf(gradients: Float64Array): number {
  let [g, h] = [0, 0];
  for (let at = 0; at < gradients.length; at += 2) {
    g += gradients[at];
    h += gradients[at + 1];
  }
  return newton(g, h);
}
