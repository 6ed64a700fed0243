export { dbscan } from './dbscan.js';
export type { DbscanParams } from './params.js';
