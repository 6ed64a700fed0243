export { encodeChunks, encodeRelation, rowEncoder, type RowEncoder } from './encode.js';
export { bytesOf, encodeTable, heldTable, withColumns, type EncodedTable } from './encoded-table.js';
export { encodedSql, headOf, type Reading } from './encoding.js';
export { fitFeatures } from './fit.js';
export type { FittedFeature, FittedFeatures } from './fitted.js';
export {
  problem,
  protectedIn,
  type AnyDefinition,
  type DefinitionOf,
  type Feature,
  type Features,
  type Learnable,
  type ProtectedColumn,
  type Problem,
  type ProblemDefinition,
  type RowOptions,
  type RowsDefinition,
  type TargetColumn,
  type TargetlessDefinition,
  type TargetOptions,
  type TaskFor,
} from './problem.js';
export {
  categoryEncodings,
  encodingOfCategory,
  isNumberFeature,
  keepsLevels,
  RANKS,
  reshaped,
  type CategoryEncoding,
  type FeatureSettings,
} from './reshape.js';
export { rowBlock } from './row-block.js';
export { classSql, labelSql } from './labels.js';
export { joinedSchema } from './joined-schema.js';
export { levelCounts, type LevelCounts } from './level-counts.js';
export { table, type ColumnsOf, type Rules, type Table } from './table.js';
export { labelOrder, readTarget, type TargetInfo, type TargetVector } from './target.js';
export { taskOf } from './task.js';
export { timeWordsOf } from './time-words.js';
export { trainingView, type TrainingView } from './training-view.js';
export { csv, json, parquet, postgres, rows } from './sources.js';
