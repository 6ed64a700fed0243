export { gmm } from './gmm.js';
export type { GmmParams } from './params.js';
