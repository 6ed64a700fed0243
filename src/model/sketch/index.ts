export { sketchArrays, sketchFrom } from './file.js';
export { outcomesOf, sketchAnswers, type Answered } from './of-holdout.js';
export { keptSketch, openSketch, sketchOfVersion } from './open.js';
export { sketchTable } from './of-table.js';
export {
  SKETCH_LIMITS,
  type ColumnSketch,
  type LevelSketch,
  type NamedSketch,
  type NumberSketch,
  type OutcomeSketch,
  type ReferenceSketch,
  type SkippedSketch,
} from './reference-sketch.js';
export { sampledRows, sketchLevels, sketchNumbers, sketchTexts, unlessFree, valuesEach } from './sketch-of.js';
