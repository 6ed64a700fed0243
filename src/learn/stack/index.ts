export type { StackParams } from './params.js';
export { stackOf } from './stack.js';
