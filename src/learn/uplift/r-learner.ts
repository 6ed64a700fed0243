import { fitBase, foldsOf, outOfFold, someRows } from './base.js';
import type { FittedUplift } from './fitted.js';
import { chancesOf } from './propensity.js';
import { steadied } from './steadied.js';
import type { UpliftFit, UpliftInput } from './uplift.js';

/**
 * The R-learner (Nie & Wager, Biometrika 108, 2021): with m(x) the expected outcome whatever the arm and e(x) the propensity, both by fits that did not see
 * the row, the effect minimises Σ ((y − m) − (t − e) τ(x))², a regression of (y − m) / (t − e) with weights (t − e)². Rows that no fold tests are left out.
 * One more fit of m on all rows says what becomes of rows in either arm. Where an arm is small, trees of the effect are held to leaves with enough of it ({@link steadied}).
 */
export async function fitR(input: UpliftInput, run: UpliftFit): Promise<FittedUplift['parts']> {
  const splits = foldsOf(input, run);
  const means = await outOfFold(input, run.outcome, 'outcome', splits, run);
  const chances = await chancesOf(input, splits, run);
  const known = Int32Array.from(means.keys()).filter((row) => !Number.isNaN(means[row]) && !Number.isNaN(chances[row]));
  const off = Float64Array.from(known, (row) => input.treated[row] - chances[row]);
  const { x, y, weights } = someRows({ ...input, y: input.y.map((value, row) => value - means[row]) }, known);
  const raw = off.map((t, i) => t * t * (weights ? weights[i] : 1));
  const mean = sum(raw) / raw.length;
  const effects = { task: 'regression', x, y: y.map((value, i) => value / off[i]), weights: raw.map((w) => w / mean) } as const;
  const choice = steadied(run.effect ?? run.outcome, sum(raw) / (weights ? sum(weights) : raw.length), run.find);
  const effect = await fitBase(effects, choice, 'effect', run);
  return { outcome: await fitBase(input, run.outcome, 'outcome of all rows', run), effect };
}

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
