export { blendOf } from './blend.js';
export type { BlendParams } from './params.js';
