export { metricCases, type MetricCase } from './metric-cases.js';
export { learnerCases, never, notYet, registerCases, type Exemption, type LearnerCase, type LearnerCaseOptions } from './learner-cases.js';
export { referenceFit } from './learner/reference-fit.js';
export { storeCases, type StoreCase, type StoreSubject } from './store-cases.js';
export { sourceCases, type SourceCase, type SourceRow, type SourceSubject } from './source-cases.js';
export { samplerCases, type SamplerCase } from './sampler-cases.js';
export { prunerCases, type PrunerCase } from './pruner-cases.js';
export { recommenderCases, type RecommenderCaseOptions } from './recommender-cases.js';
