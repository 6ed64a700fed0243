export { SPACE_ARRAYS, spaceArrays, spaceFrom } from './parts.js';
export { categoriesIn, dimensionsOf, pointOf, pointsOf, spaceOf, type Space } from './space.js';
