export { ebm } from './ebm.js';
export type { EbmParams } from './params.js';
export { shapesOf, type ColumnShape, type PairShape, type Shapes } from './shapes.js';
