export { tLearnerOf } from './t-learner.js';
