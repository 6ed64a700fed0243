export { fitFurther } from './further.js';
export { judgeLearned } from './judge-learned.js';
export { knownErrors, learnCoverage, type LearnedCoverage } from './learn-coverage.js';
export { keptCoverage, refitFurther } from './serve-coverage.js';
