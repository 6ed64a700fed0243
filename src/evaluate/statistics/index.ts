export { discoveries } from './discoveries.js';
export { chiSquareTail, normalTail, upperGamma } from './gamma.js';
export { rateDifference } from './rate-difference.js';
export { rateRatio } from './rate-ratio.js';
export { studentQuantile, studentTail } from './student.js';
