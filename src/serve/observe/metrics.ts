import type { LogStats } from '../../monitor/index.js';
import { latencyBuckets, requestStats, type RequestStats, type RouteStats } from './request-stats.js';
import { boundedSeries, type Series } from './series.js';

/** Figures that others keep, asked for when the metrics are. */
export interface Gauges {
  /** Of the prediction log. */
  readonly log?: () => LogStats;
  /** Requests under way. */
  readonly inFlight?: () => number;
  /** Requests turned away before the app saw them. */
  readonly shed?: () => number;
  /** Rows that shadows left out. */
  readonly shadowsLeft?: () => number;
}

/** One metric of a process as JSON, as processes send it to each other. */
export type MetricJson = object;

/** The counters of one server process. */
export interface Metrics {
  readonly requests: RequestStats;
  readonly predictions: Series<'model' | 'version' | 'via'>;
  readonly lists: Series<'model' | 'version' | 'via'>;
  readonly refused: Series<'model' | 'version'>;
  readonly outcomes: Series<'result'>;
  readonly events: Series<'result'>;
  readonly swaps: Series<'model'>;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  /** For {@link mergedMetrics}. */
  json(): Promise<readonly MetricJson[]>;
}

/** The media type of {@link Metrics.text}. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly metricName?: string;
}
interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: () => readonly Sample[];
}

const one = (value: number): readonly Sample[] => [{ labels: {}, value }];

/** Metrics over plain counters; the library that writes them, and watches memory, garbage and the event loop, is loaded when first asked for. */
export function createMetrics(version: string, gauges: Gauges = {}): Metrics {
  const requests = requestStats();
  const predictions = boundedSeries(['model', 'version', 'via']);
  const lists = boundedSeries(['model', 'version', 'via']);
  const refused = boundedSeries(['model', 'version']);
  const outcomes = boundedSeries(['result']);
  const events = boundedSeries(['result']);
  const swaps = boundedSeries(['model']);
  const families: readonly Family[] = [
    ...requestFamilies(requests, gauges),
    ...logFamilies(gauges.log),
    ...shadowFamilies(gauges.shadowsLeft),
    counter('millwright_predictions_total', 'Rows answered, by version and by how the request got there.', predictions.entries),
    counter('millwright_lists_total', 'Lists of items answered, by version and by how the request got there.', lists.entries),
    counter('millwright_rows_refused_total', 'Rows that broke the schema, so that their request was refused, by version.', refused.entries),
    counter('millwright_outcomes_total', 'Outcomes received: joined to a prediction, or of an unknown one.', outcomes.entries),
    counter('millwright_events_total', 'What users did, as it was reported: taken, known, waiting or refused.', events.entries),
    counter('millwright_swaps_total', 'Times that a model began to answer with another version.', swaps.entries),
    gauge('millwright_info', 'The program.', () => [{ labels: { version, node: process.version }, value: 1 }]),
  ];
  let registry: ReturnType<typeof registryOf> | undefined;
  const opened = (): ReturnType<typeof registryOf> => (registry ??= registryOf(families));
  return {
    requests,
    predictions,
    lists,
    refused,
    outcomes,
    events,
    swaps,
    text: async () => known(await (await opened()).metrics()),
    json: async () => (await opened()).getMetricsAsJSON(),
  };
}

/** The metrics of several processes as one text: counters and sizes added up. */
export async function mergedMetrics(parts: readonly (readonly MetricJson[])[]): Promise<string> {
  const { AggregatorRegistry } = await import('prom-client');
  return known(await AggregatorRegistry.aggregate(parts as never).metrics());
}

/** Without samples that say nothing yet, which the library spells in a way that is not the format's. */
const known = (text: string): string => text.replaceAll(/^.* Nan\n/gm, '');

async function registryOf(families: readonly Family[]) {
  const { Registry, collectDefaultMetrics } = await import('prom-client');
  const registry = new Registry();
  for (const { name, help, type, samples } of families) {
    const get = () => Promise.resolve({ name, help, type, aggregator: 'sum', values: samples() });
    registry.registerMetric({ name, help, type, aggregator: 'sum', get } as never);
  }
  collectDefaultMetrics({ register: registry });
  return registry;
}

const counter = (name: string, help: string, samples: Family['samples']): Family => ({ name, help, type: 'counter', samples });
const gauge = (name: string, help: string, samples: Family['samples']): Family => ({ name, help, type: 'gauge', samples });

function requestFamilies(requests: RequestStats, { inFlight, shed }: Gauges): readonly Family[] {
  return [
    counter('millwright_http_requests_total', 'Requests answered, by route and status.', () =>
      requests
        .routes()
        .flatMap(({ method, route, byStatus }) => [...byStatus].map(([status, value]) => ({ labels: { method, route, status }, value }))),
    ),
    {
      name: 'millwright_http_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer.',
      type: 'histogram',
      samples: () => requests.routes().flatMap((stats) => histogramSamples('millwright_http_request_duration_seconds', stats)),
    },
    ...(inFlight ? [gauge('millwright_http_requests_in_flight', 'Requests under way.', () => one(inFlight()))] : []),
    ...(shed
      ? [counter('millwright_http_requests_shed_total', 'Requests turned away at once because of overload.', () => one(shed()))]
      : []),
  ];
}

function histogramSamples(name: string, { method, route, buckets, seconds }: RouteStats): readonly Sample[] {
  const labels = { method, route };
  let sum = 0;
  const cumulative = Array.from(buckets, (n) => (sum += n));
  return [
    ...cumulative.map((value, i) => ({ metricName: `${name}_bucket`, labels: { ...labels, le: latencyBuckets[i] ?? '+Inf' }, value })),
    { metricName: `${name}_sum`, labels, value: seconds },
    { metricName: `${name}_count`, labels, value: sum },
  ];
}

function shadowFamilies(left: Gauges['shadowsLeft']): readonly Family[] {
  if (!left) return [];
  const help = 'Rows that a shadow did not answer: too many waited, it could not be opened, or its schema refused them.';
  return [counter('millwright_shadow_rows_left_total', help, () => one(left()))];
}

function logFamilies(stats: Gauges['log']): readonly Family[] {
  if (!stats) return [];
  return [
    counter('millwright_log_committed_total', 'Predictions, lists and events that the log has committed.', () => one(stats().committed)),
    gauge('millwright_log_waiting_rows', 'Rows handed to the log and not yet committed.', () => one(stats().waiting)),
    gauge('millwright_log_spooled_rows', 'Rows that wait in the spool file for the database.', () => one(stats().spooled)),
    counter('millwright_log_dropped_total', 'Rows lost because the spool was full.', () => one(stats().dropped)),
    counter('millwright_log_refused_total', 'Rows that the database cannot hold.', () => one(stats().refused)),
    gauge('millwright_log_away', '1 while nothing can be committed.', () => one(stats().away === null ? 0 : 1)),
  ];
}
