import type { ColumnHead } from '../../core/index.js';
import { startsOf, type LinearModel } from './model.js';
import type { ColumnPlan, Plan } from './plan.js';

/** How solved margins become those of the predictor: times `scale` plus `shift`. For regressions, whose target was standardised. */
export interface TargetScale {
  readonly scale: number;
  readonly shift: number;
}

/** Solved parameters (width × outputs) as a model of effects. */
export function toModel(heads: readonly ColumnHead[], plan: Plan, params: Float64Array, outputs: number, target: TargetScale): LinearModel {
  const starts = startsOf(heads);
  const model = {
    outputs,
    base: new Float64Array(outputs),
    mean: Float64Array.from(plan.columns, (c) => c.mean),
    deviation: Float64Array.from(plan.columns, (c) => c.deviation),
    slope: new Float64Array(heads.length * outputs),
    starts,
    isCategory: Uint8Array.from(heads, (head) => (head.kind === 'category' ? 1 : 0)),
    effects: new Float64Array(starts[heads.length] * outputs),
  };
  for (let k = 0; k < outputs; k++) {
    const coefficient = (param: number): number => (param < 0 ? 0 : target.scale * params[param * outputs + k]);
    model.base[k] = target.shift + coefficient(0);
    plan.columns.forEach((column, j) => {
      const centre = centreOf(column, coefficient);
      const at = (effect: number): number => (starts[j] + effect) * outputs + k;
      model.base[k] += centre;
      model.slope[j * outputs + k] = coefficient(column.slope);
      if (model.isCategory[j] === 0) {
        model.effects[at(0)] = -centre;
        model.effects[at(1)] = coefficient(column.switches[0]) - centre;
      } else column.switches.forEach((param, level) => (model.effects[at(level)] = coefficient(param) - centre));
    });
  }
  return model;
}

/** Mean over the training rows of what a column's switches add. */
function centreOf({ switches, shares }: ColumnPlan, coefficient: (param: number) => number): number {
  return switches.reduce((sum, param, i) => sum + shares[i] * coefficient(param), 0);
}
