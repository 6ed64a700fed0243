import type { Matrix } from '../../core/index.js';
import { fitBase, rowsOfArm, someRows, type Expect } from './base.js';
import type { ExpectedOutcomes, UpliftInput, UpliftModel, UpliftRun } from './uplift.js';

/** Two models of the outcome. */
export interface Surfaces {
  readonly treated: Expect;
  readonly control: Expect;
}

/** What both models expect of rows. */
export const outcomesOf = ({ treated, control }: Surfaces, x: Matrix): ExpectedOutcomes => ({ treated: treated(x), control: control(x) });

/** One model of the outcome per arm. */
export async function fitSurfaces(input: UpliftInput, run: UpliftRun): Promise<Surfaces> {
  const surface = (arm: 0 | 1, words: string): Promise<Expect> =>
    fitBase(someRows(input, rowsOfArm(input.treated, arm)), run.outcome, words, run);
  return { treated: await surface(1, 'outcome when treated'), control: await surface(0, 'outcome when not treated') };
}

/** The difference of two models (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019, section "T-learner"). */
export async function fitT(input: UpliftInput, run: UpliftRun): Promise<UpliftModel> {
  const surfaces = await fitSurfaces(input, run);
  return {
    method: 't',
    outcomes: (x) => outcomesOf(surfaces, x),
    uplift: (x) => {
      const { treated, control } = outcomesOf(surfaces, x);
      return treated.map((value, i) => value - control[i]);
    },
  };
}
