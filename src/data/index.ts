export { COLUMN_KINDS, type ColumnKind, type ColumnSpec } from './column-spec.js';
export { columnOf, t, type Column, type ValueTypeOf } from './types.js';
export { valueTypesOf, type RowOf, type Schema, type ValueTypesOf } from './schema.js';
export { type FaultSample, type FaultSummary, type JoinDefinition, type LoadedTable, type LoadRun, type TableDefinition } from './definition.js';
export { type Level, type Rule, type RuleResult } from './checks/rule.js';
export { type CsvSource, type JsonSource, type ParquetSource, type PostgresSource, type RowsSource, type Source, type TextOptions } from './sources/source.js';
export { type AppendColumn, type Block, type Engine, type QueryOptions, type ResultRow } from './engine/engine.js';
export { openEngine, type EngineOptions } from "./engine/duckdb.js";
