export { forest } from './forest.js';
export type { ForestParams } from './params.js';
