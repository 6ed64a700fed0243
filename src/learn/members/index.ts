export { groupsOf, type Group } from './groups.js';
export { coordinates, membersFrom, wholeSegments } from './parts.js';
export { membersPredictor, type Members } from './predictor.js';
