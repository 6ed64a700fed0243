export type { JsonSchema, Route, RouteAnswer, RouteRequest, Scope } from './route.js';
export { rowColumnsOf, rowSchemaOf, type ColumnNotes, type RowContent } from './openapi/row-schema.js';
