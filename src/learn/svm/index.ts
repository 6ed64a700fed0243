export type { SvmParams } from './params.js';
export { svm } from './svm.js';
