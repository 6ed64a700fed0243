/**
 * What happens in a server, for machines and people:
 *
 * ```ts
 * const log = createLog({ write, clock, level: 'info', secrets: [adminToken, databaseUrl] });
 * const observation = createObservation({ log, clock, version, gauges: { log: () => predictionLog.stats() } });
 * installObservation(app, observation);            // first of all hooks
 * context.observe.predicted('churn', 2, 'champion', 20);
 * await observation.metrics.text();                // for GET /metrics, METRICS_TYPE
 * ```
 */
export { createLog, errorFields, logLevels, type Log, type LogFields, type LogLevel, type LogOptions } from './log.js';
export { masker } from './mask.js';
export { createMetrics, mergedMetrics, METRICS_TYPE, type Gauges, type MetricJson, type Metrics } from './metrics.js';
export { createObservation, type Observation, type ObservationOptions } from './observation.js';
export { unobserved, type Observer } from './observer.js';
export { installObservation } from './install.js';
