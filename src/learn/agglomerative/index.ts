export { agglomerative } from './agglomerative.js';
export type { AgglomerativeParams } from './params.js';
