export { hdbscan } from './hdbscan.js';
export type { HdbscanParams } from './params.js';
