export { kmeans } from './kmeans.js';
export type { KmeansParams } from './params.js';
