export { linear } from './linear.js';
export type { LinearParams } from './params.js';
