export type { JsonSchema, Route, RouteAnswer, RouteRequest, Scope } from './route.js';
export { rowColumnsOf, rowSchemaOf, type ColumnNotes, type RowContent } from './openapi/row-schema.js';
export {
  allowedHosts,
  bindPolicy,
  checkAdminToken,
  createGuard,
  createToken,
  endToken,
  firstAdminToken,
  limitsFor,
  openTokenBook,
  parseScopes,
  readTls,
  tokenList,
  type Caller,
  type Guard,
  type Limits,
  type TokenBook,
  type TokenInfo,
  type TokenOrder,
  type TokenRun,
} from './guard/index.js';
export { rulesNow, setRules, type Routed } from './routing/set-rules.js';
export type { LogMode, ServeContext } from './context.js';
export type { Live, LiveModel } from './live/live.js';
export { serve, type ServeOptions, type Serving } from './serve.js';
export {
  createLog,
  createObservation,
  errorFields,
  installObservation,
  logLevels,
  mergedMetrics,
  METRICS_TYPE,
  type Gauges,
  type Log,
  type LogFields,
  type LogLevel,
  type LogOptions,
  type Metrics,
  type MetricJson,
  type Observation,
  type ObservationOptions,
  type Observer,
} from './observe/index.js';
export { joinCrew, type CrewMember } from './cluster/crew-member.js';
export { superviseProcesses, type CrewOptions } from './cluster/supervise.js';
export { openApiOf, type DescribedRoute, type OpenApi } from './openapi/document.js';
export { registeredModels, servedModels } from './client/client-models.js';
export { clientSource, type ClientModel } from './client/client-source.js';
export { writeClient, type WrittenClient } from './client/write-client.js';
