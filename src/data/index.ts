export { makeTempFolder, removeTempFolder } from './engine/temp-folder.js';
export { COLUMN_KINDS, type Bands, type Changes, type ColumnKind, type ColumnSpec } from './column-spec.js';
export { columnOf, t, type Column, type ValueTypeOf } from './types.js';
export { protectedColumns } from './protected.js';
export { valueTypesOf, type RowOf, type Schema, type ValueTypesOf } from './schema.js';
export { schemaFromJson, schemaToJson, type SchemaJson } from './schema-json.js';
export {
  type FaultSample,
  type FaultSummary,
  type JoinDefinition,
  type LoadedTable,
  type LoadRun,
  type TableDefinition,
} from './definition.js';
export { type Level, type Rule, type RuleResult } from './checks/rule.js';
export { columnsOfRule, isRowRule, rowRulesFrom, type RowRule } from './checks/row-rules.js';
export { foreignKey, freshness, inRange, inSet, matches, notNull, rowCount, unique, type RuleOptions } from './checks/rules.js';
export { durationMs } from './checks/duration.js';
export { joinSchema } from './load/join.js';
export { loadTable } from './load/load.js';
export { fileColumnNames, readColumns, type ColumnWish, type FileColumn, type ReadColumns } from './read-columns.js';
export { rowGuard } from './row/guard.js';
export { jsonRowReader, type JsonRowReader } from './row/json-row.js';
export { rowReader, type RowFault, type RowReading, type RowValues } from './row/read-row.js';
export { sourceOfFile, type FileOptions } from './sources/of-file.js';
export {
  type CsvSource,
  type JsonSource,
  type ParquetSource,
  type PostgresSource,
  type RowsSource,
  type Source,
  type TextOptions,
} from './sources/source.js';
export { type AppendColumn, type Block, type Engine, type QueryOptions, type ResultRow } from './engine/engine.js';
export { openEngine, type EngineOptions } from './engine/duckdb.js';
export {
  newFileSource,
  sniffFile,
  type ColumnRole,
  type CsvDialect,
  type FileFormat,
  type Sniffed,
  type SniffedColumn,
  type SniffedTask,
  type SniffOptions,
} from './sniff/index.js';
export {
  profileFile,
  profileRelation,
  type ColumnProfile,
  type FileColumnProfile,
  type FileProfile,
  type Histogram,
  type NumberProfile,
  type Profile,
  type ProfiledColumn,
  type TextProfile,
  type TimeProfile,
} from './profile/index.js';
