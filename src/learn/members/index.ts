export { groupsOf, type Group } from './groups.js';
export { coordinates, membersFromParts, wholeSegments } from './parts.js';
export { membersPredictor, type Members } from './predictor.js';
