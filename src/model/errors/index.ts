export { fitErrors, withPrediction, type ErrorModel, type ErrorRows } from './error-model.js';
export { errorArrays, errorsFrom } from './file.js';
export { openErrors } from './open.js';
