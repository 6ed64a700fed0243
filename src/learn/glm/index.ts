export { glm } from './glm.js';
export type { GlmParams } from './params.js';
