export { xLearnerOf } from './x-learner.js';
