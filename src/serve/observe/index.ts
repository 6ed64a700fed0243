/**
 * What happens in a server, for machines and people: metrics for Prometheus, spans for OpenTelemetry, lines of JSON.
 *
 * ```ts
 * const log = createLog({ write: () => {}, clock: () => 0, secrets: ['correct horse'] });
 * const observation = createObservation({ log, clock: () => 0, version: '1.0.0' });
 * observation.predicted('churn', 2, 'champion', 20);
 * const text = await observation.metrics.text();
 * ```
 *
 * `installObservation(app, observation)` comes before every other hook; `METRICS_TYPE` is the type of the text.
 */
export { createLog, errorFields, logLevels, type Log, type LogFields, type LogLevel, type LogOptions } from './log.js';
export { masker } from './mask.js';
export { createMetrics, mergedMetrics, METRICS_TYPE, type Gauges, type MetricJson, type Metrics } from './metrics.js';
export { createObservation, type Observation, type ObservationOptions } from './observation.js';
export type { Observer } from './observer.js';
export { installObservation } from './install.js';
