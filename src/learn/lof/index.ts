export { lof } from './lof.js';
export type { LofParams } from './params.js';
