import { gbdt } from './gbdt/index.js';
import type { Learner } from './learner.js';

/** Every learner by its name. The command line, the help and the search space read this table. */
export const learners = { gbdt } as const satisfies Record<string, Learner>;

export { importanceOf, type GbdtParams, type Importance, type Monotone } from './gbdt/index.js';
export type { Contributions, FitInput, FitRun, Learner, PartArray, Parts, Predictor, Task, TrainingSet } from './learner.js';
export { dueText, resolveParams, type Param, type Params, type ParamTable } from './params.js';
