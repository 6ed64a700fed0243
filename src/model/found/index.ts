export type { Found, FoundOutliers, FoundSegments, FoundUplift, OddRow, SegmentProfile, Trait } from './found.js';
export { NO_SEGMENT, renamed, type Labels, type SegmentOptions } from './labels.js';
export { namesOf } from './names.js';
export { plainWords, traitsOf } from './traits.js';
