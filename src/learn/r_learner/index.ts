export { rLearnerOf } from './r-learner.js';
