export { naiveBayes } from './naive-bayes.js';
export type { NaiveBayesParams } from './params.js';
