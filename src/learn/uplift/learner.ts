import type { FindLearner } from '../ensemble/params.js';
import type { Learner } from '../learner.js';
import type { ParamTable } from '../params.js';
import { fittedFrom } from './parts.js';
import { upliftPredictor } from './predictor.js';
import type { UpliftMethod } from './uplift.js';

/** A method as a learner, over the others of the registry. */
export function upliftLearner(find: FindLearner, method: UpliftMethod, params: ParamTable, summary: string): Learner<'uplift'> {
  return {
    name: `${method}_learner`,
    summary,
    tasks: ['uplift'],
    params,
    fit: async (input, run) => upliftPredictor(await (await import('./fit-trial.js')).fitTrial(find, method, params, input, run)),
    fromParts: (parts, columns) => upliftPredictor(fittedFrom(find, method, parts, columns)),
  };
}
