export {
  anchors,
  check,
  counterfactuals,
  evaluate,
  explain,
  monitor,
  predict,
  predictFile,
  promote,
  report,
  retrain,
  serve,
  train,
} from './calls.js';
export { openProject, type Project, type ProjectOptions } from './project.js';
export type { ModelRef, RowsFor } from './ref.js';
export type { MonitorSettings, ServeSettings, TrainSettings } from './settings.js';
