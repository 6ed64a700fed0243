import { fitBase, rowsOfArm, someRows } from './base.js';
import type { Part } from './fitted.js';
import type { UpliftFit, UpliftInput } from './uplift.js';

/** Two models of the outcome. */
export interface Surfaces {
  readonly treated: Part;
  readonly control: Part;
}

/** One model of the outcome per arm: a T-learner is their difference (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019, section "T-learner"). */
export async function fitSurfaces(input: UpliftInput, run: UpliftFit): Promise<Surfaces> {
  const surface = (arm: 0 | 1, words: string): Promise<Part> =>
    fitBase(someRows(input, rowsOfArm(input.treated, arm)), run.outcome, words, run);
  return { treated: await surface(1, 'outcome when treated'), control: await surface(0, 'outcome when not treated') };
}
