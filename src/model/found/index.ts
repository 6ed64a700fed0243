export type { Found, FoundOutliers, FoundSegments, OddRow, SegmentProfile, Trait } from './found.js';
export { namesOf } from './names.js';
export { plainWords, traitsOf } from './traits.js';
