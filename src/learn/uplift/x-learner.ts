import { expected, fitBase, rowsOfArm, someRows } from './base.js';
import type { FittedUplift } from './fitted.js';
import { fitSurfaces } from './t-learner.js';
import type { UpliftFit, UpliftInput } from './uplift.js';

/**
 * The X-learner (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019): each row's effect is its outcome less what the other arm's model expects of it, which no row
 * of its own arm has shaped; two regressions learn these, and the propensity mixes them, so that the larger arm's effects, imputed by the smaller arm's
 * poor model, count where the treated are many, and the others where they are few.
 */
export async function fitX(input: UpliftInput, run: UpliftFit): Promise<FittedUplift['parts']> {
  const surfaces = await fitSurfaces(input, run);
  const choice = run.effect ?? run.outcome;
  const [control, treated] = ([0, 1] as const).map((arm) => {
    const { x, y, weights } = someRows(input, rowsOfArm(input.treated, arm));
    const other = expected(arm === 1 ? surfaces.control : surfaces.treated, x);
    return { task: 'regression', x, y: y.map((value, i) => (arm === 1 ? value - other[i] : other[i] - value)), weights } as const;
  });
  const effectOnTreated = await fitBase(treated, choice, 'effect on the treated', run);
  const effectOnOthers = await fitBase(control, choice, 'effect on the others', run);
  return { ...surfaces, effectOnTreated, effectOnOthers };
}
