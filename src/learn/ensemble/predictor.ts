import type { Matrix } from '../../core/index.js';
import type { Contributions, Interactions, Parts, Predictor } from '../learner.js';
import type { Mix } from './mix.js';

/**
 * Members whose margins are mixed, as a predictor. A row takes as long as all members together. Contributions and interactions are exact, and
 * there when every member has them.
 */
export function mixedPredictor(members: readonly Predictor[], mix: Mix, toParts: () => Parts): Predictor {
  const outputs = mix.base.length;
  const own = new Float64Array(outputs);
  return {
    outputs,
    predict: (x, out) => predictMatrix(members, mix, x, out),
    predictRow: (row, out) => {
      for (let k = 0; k < outputs; k++) out[k] = mix.base[k];
      for (let m = 0; m < members.length; m++) {
        members[m].predictRow(row, own);
        mix.add(m, own, out, 0, 1);
      }
    },
    ...(members.every((member) => member.contributions)
      ? { contributions: (x) => sharesOf(members, mix, x, x.columns.length, (member) => member.contributions!(x)) }
      : {}),
    ...(members.every((member) => member.interactions)
      ? { interactions: (x) => sharesOf(members, mix, x, x.columns.length ** 2, (member) => member.interactions!(x)) }
      : {}),
    toParts,
  };
}

function predictMatrix(members: readonly Predictor[], mix: Mix, x: Matrix, out: Float64Array): void {
  const outputs = mix.base.length;
  const own = new Float64Array(x.rows * outputs);
  for (let i = 0; i < x.rows; i++) out.set(mix.base, i * outputs);
  members.forEach((member, m) => {
    member.predict(x, own);
    for (let i = 0; i < x.rows; i++) mix.add(m, own, out, i * outputs, 1);
  });
}

/** The mix of what the members say of each of so many cells: columns, or pairs of them. */
function sharesOf(
  members: readonly Predictor[],
  mix: Mix,
  x: Matrix,
  cells: number,
  said: (member: Predictor) => Contributions | Interactions,
): Contributions {
  const outputs = mix.base.length;
  const base = mix.base.slice();
  const effects = new Float64Array(x.rows * outputs * cells);
  members.forEach((member, m) => {
    const shares = said(member);
    mix.add(m, shares.base, base, 0, 1);
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < cells; j++) mix.add(m, shares.effects, effects, i * outputs * cells + j, cells);
    }
  });
  return { base, effects };
}
