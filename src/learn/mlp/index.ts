export { mlp } from './mlp.js';
export type { MlpParams } from './params.js';
