export type { Dialect } from './dialect.js';
export { duckdb, duckdbClean } from './duckdb.js';
export { predicateSql, selectSql, type SelectOptions } from './select.js';
