export { SPACE_ARRAYS, spaceArrays, spaceFrom } from './parts.js';
export { dimensionsOf, pointOf, pointsOf, spaceOf, type Space } from './space.js';
