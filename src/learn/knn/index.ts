export { knn } from './knn.js';
export type { KnnParams } from './params.js';
