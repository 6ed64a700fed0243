import type { Clock } from '../../core/index.js';
import type { Log } from './log.js';
import { createMetrics, type Gauges, type Metrics } from './metrics.js';
import type { Observer } from './observer.js';
import { createTracing, type Tracing } from './tracing.js';

/** What watching needs. */
export interface ObservationOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** The program's version. */
  readonly version: string;
  /** Figures of others, shown with the metrics. */
  readonly gauges?: Gauges;
  /** Requests that take longer are told of, in milliseconds. Default 1000. */
  readonly slowMs?: number;
}

/** One server process under watch: its log, its counters, its spans. */
export interface Observation extends Observer {
  readonly log: Log;
  readonly clock: Clock;
  /** The program's. */
  readonly version: string;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly slowMs: number;
}

/** Makes what handlers tell and what {@link installObservation} asks of the app. One per process. */
export function createObservation({ log, clock, version, gauges, slowMs = 1000 }: ObservationOptions): Observation {
  const metrics = createMetrics(version, gauges);
  const tracing = createTracing(version);
  if (tracing.unheard)
    log.warn(
      'an OpenTelemetry SDK is registered with another version of @opentelemetry/api: no traces; install the version that millwright has',
    );
  return Object.freeze({
    log,
    clock,
    version,
    metrics,
    tracing,
    slowMs,
    predicted: (model: string, by: number, via: string, rows: number) => metrics.predictions.add({ model, version: by, via }, rows),
    recommended: (model: string, by: number, via: string) => metrics.lists.add({ model, version: by, via }),
    outcomes: (joined: number, unknown: number) => {
      metrics.outcomes.add({ result: 'joined' }, joined);
      metrics.outcomes.add({ result: 'unknown' }, unknown);
    },
    events: (counts: Readonly<Record<string, number>>) => {
      for (const [result, events] of Object.entries(counts)) metrics.events.add({ result }, events);
    },
    swapped: (model: string, from: number | undefined, to: number) => {
      if (from !== undefined) metrics.swaps.add({ model });
      log.info(from === undefined ? 'a model answers' : 'another version answers', { model, from, version: to });
    },
    traced: tracing.traced,
  });
}
