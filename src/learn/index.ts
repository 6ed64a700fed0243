export { type ClassTask, type LearnerChoice } from './choice.js';
export { constant, gbdt, linear } from './choices.js';
export {
  gbdtWith,
  importanceOf,
  lambdaRank,
  type GbdtParams,
  type Importance,
  type Monotone,
  type Objective,
  type RankOptions,
} from './gbdt/index.js';
export type { Contributions, FitInput, FitRun, Learner, PartArray, Parts, Predictor, Task, TrainingSet } from './learner.js';
export { type LinearParams } from './linear/index.js';
export { dueText, resolveParams, type Param, type Params, type ParamTable } from './params.js';
export { learnerNamed, learners, type LearnerName } from './registry.js';
