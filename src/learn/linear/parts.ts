import type { ColumnHead } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { startsOf, type LinearModel } from './model.js';

const FORMAT = 1;
const NAMES = ['base', 'mean', 'deviation', 'slope', 'effects'] as const;
/** Coefficients beyond this could make a margin overflow. */
const LARGEST = 1e280;

/** A model as the artifact stores it. */
export function partsOf(model: LinearModel): Parts {
  return {
    meta: { format: FORMAT, outputs: model.outputs, columns: model.mean.length },
    arrays: Object.fromEntries(NAMES.map((name) => [name, model[name].slice()])),
  };
}

/** The model of `learner` again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[], learner = 'linear'): LinearModel {
  const { outputs, array, damaged } = checkedParts(learner, parts, FORMAT, heads.length, NAMES);
  const starts = startsOf(heads);
  const lengths = {
    base: outputs,
    mean: heads.length,
    deviation: heads.length,
    slope: heads.length * outputs,
    effects: starts[heads.length] * outputs,
  };
  const [base, mean, deviation, slope, effects] = NAMES.map((name) => array(name, Float64Array, lengths[name]).slice());
  const narrow = deviation.findIndex((d) => !(d > 0));
  if (narrow >= 0) throw damaged(`"deviation" holds ${deviation[narrow]} at entry ${narrow}, not a positive number`);
  for (const [name, values] of Object.entries({ base, slope, effects })) {
    const large = values.findIndex((v) => Math.abs(v) > LARGEST);
    if (large >= 0) throw damaged(`"${name}" holds ${values[large]} at entry ${large}, beyond any fitted value`);
  }
  const isCategory = Uint8Array.from(heads, (head) => (head.kind === 'category' ? 1 : 0));
  return { outputs, base, mean, deviation, slope, starts, isCategory, effects };
}
