export {
  anchors,
  check,
  counterfactuals,
  evaluate,
  evaluateLists,
  explain,
  monitor,
  predict,
  predictFile,
  promote,
  recommend,
  report,
  retrain,
  serve,
  train,
} from './calls.js';
export { openProject, type Project, type ProjectOptions } from './project.js';
export type { ItemReportsFor, ModelRef, RowsFor } from './ref.js';
export type { MonitorSettings, RecommendSettings, ServeSettings, TrainSettings } from './settings.js';
