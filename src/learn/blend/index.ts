export { blendOf } from './blend.js';
export { blendWeights } from './blend-weights.js';
export type { BlendParams } from './params.js';
export type { Selection } from './select.js';
