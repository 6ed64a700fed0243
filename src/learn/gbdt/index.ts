export { gbdt } from './gbdt.js';
export { importanceOf, type Importance } from './importance.js';
export type { GbdtParams, Monotone } from './params.js';
