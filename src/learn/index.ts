export { type ClassTask, type LearnerChoice } from './choice.js';
export { constant, gbdt, knn, linear, naiveBayes } from './choices.js';
export { importanceOf, type GbdtParams, type Importance, type Monotone } from './gbdt/index.js';
export { type KnnParams } from './knn/index.js';
export type { Contributions, FitInput, FitRun, Learner, PartArray, Parts, Predictor, Task, TrainingSet } from './learner.js';
export { type LinearParams } from './linear/index.js';
export { type NaiveBayesParams } from './naive_bayes/index.js';
export { dueText, resolveParams, type Param, type Params, type ParamTable } from './params.js';
export { learnerNamed, learners, type LearnerName } from './registry.js';
