export { check, evaluate, explain, predict, predictFile, promote, report, train } from './calls.js';
export { openProject, type Project, type ProjectOptions } from './project.js';
export type { ModelRef, RowsFor } from './ref.js';
export type { TrainSettings } from './settings.js';
