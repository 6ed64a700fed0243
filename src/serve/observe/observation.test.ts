import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { createLog, createObservation, installObservation, mergedMetrics, type Gauges, type LogLevel } from './index.js';
import { parsePrometheus } from './fixtures/parse-prometheus.js';

const CANARY = 'canary-0815-secret';

async function watched(options: { level?: LogLevel; gauges?: Gauges; slowMs?: number } = {}) {
  const lines: string[] = [];
  let now = 0;
  const clock = (): number => now;
  const log = createLog({ write: (line) => void lines.push(line), clock, level: options.level ?? 'info', secrets: [CANARY] });
  const { gauges, slowMs } = options;
  const observation = createObservation({
    log,
    clock,
    version: '1.2.3',
    ...(gauges ? { gauges } : {}),
    ...(slowMs === undefined ? {} : { slowMs }),
  });
  const app = Fastify({ logger: false });
  installObservation(app, observation);
  routes(app);
  await app.ready();
  const records = (): readonly Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { app, observation, lines, records, tick: (ms: number) => void (now += ms) };
}

function routes(app: FastifyInstance): void {
  app.post('/v1/models/:model/predict', (request) => {
    request.about = { model: 'churn', version: 2, rows: 1 };
    return Promise.resolve({ ok: true });
  });
  app.get('/fails', () => Promise.reject(Object.assign(new Error(`boom ${CANARY}`), { code: 'MW_INTERNAL' })));
  app.get('/busy', (_request, reply) => reply.code(503).send({}));
}

describe('metrics', () => {
  it('count requests by pattern and status, and parse as Prometheus reads them', async () => {
    const { app, observation } = await watched();
    for (const model of ['a', 'b', 'c']) await app.inject({ method: 'POST', url: `/v1/models/${model}/predict?x=1`, payload: {} });
    await app.inject('/fails');
    await app.inject('/nowhere/1');
    await app.inject('/nowhere/2');
    const { samples, types } = parsePrometheus(await observation.metrics.text());
    const requests = samples.filter((s) => s.name === 'millwright_http_requests_total');
    expect(requests).toEqual([
      { name: 'millwright_http_requests_total', labels: { method: 'POST', route: '/v1/models/:model/predict', status: '200' }, value: 3 },
      { name: 'millwright_http_requests_total', labels: { method: 'GET', route: '/fails', status: '500' }, value: 1 },
      { name: 'millwright_http_requests_total', labels: { method: 'GET', route: 'unmatched', status: '404' }, value: 2 },
    ]);
    const of = (name: string) =>
      samples.filter((s) => s.name === `millwright_http_request_duration_seconds${name}` && s.labels['route']!.includes('predict'));
    expect(of('_count')[0].value).toBe(3);
    const buckets = of('_bucket').map((s) => s.value);
    expect(buckets).toHaveLength(15);
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    expect(of('_bucket').at(-1)).toMatchObject({ labels: { le: '+Inf' }, value: 3 });
    expect(of('_sum')[0].value).toBeGreaterThan(0);
    expect(types.get('millwright_http_request_duration_seconds')).toBe('histogram');
    expect(types.get('nodejs_eventloop_lag_p99_seconds')).toBe('gauge');
    expect(samples.find((s) => s.name === 'process_resident_memory_bytes')!.value).toBeGreaterThan(1e6);
    await app.close();
  });

  it('put answers into buckets up to their ends', async () => {
    const { observation } = await watched();
    for (const seconds of [0.0004, 0.0005, 0.0006, 0.03, 11]) observation.metrics.requests.count('GET', '/x', 200, seconds);
    const { samples } = parsePrometheus(await observation.metrics.text());
    const at = (le: string) => samples.find((s) => s.name.endsWith('_bucket') && s.labels['le'] === le)!.value;
    expect([at('0.0005'), at('0.001'), at('0.025'), at('0.05'), at('10'), at('+Inf')]).toEqual([2, 3, 3, 4, 4, 5]);
  });

  it('tell predictions, outcomes, swaps and the log', async () => {
    const log = { committed: 5, waiting: 4, spooled: 3, dropped: 2, refused: 1, refusals: [], away: 'closed' };
    const { observation, records } = await watched({ gauges: { log: () => log, inFlight: () => 7, shed: () => 9, shadowsLeft: () => 11 } });
    observation.predicted('churn', 2, 'champion', 20);
    observation.predicted('churn', 2, 'champion', 1);
    observation.predicted('churn', 3, 'canary', 1);
    observation.metrics.refused.add({ model: 'churn', version: 2 }, 6);
    observation.outcomes(8, 1);
    observation.swapped('churn', undefined, 2);
    observation.swapped('churn', 2, 3);
    const { samples } = parsePrometheus(await observation.metrics.text());
    const value = (name: string, labels: object = {}) =>
      samples.find((s) => s.name === `millwright_${name}` && JSON.stringify(s.labels) === JSON.stringify(labels))?.value;
    expect(value('predictions_total', { model: 'churn', version: '2', via: 'champion' })).toBe(21);
    expect(value('predictions_total', { model: 'churn', version: '3', via: 'canary' })).toBe(1);
    expect([value('outcomes_total', { result: 'joined' }), value('outcomes_total', { result: 'unknown' })]).toEqual([8, 1]);
    expect(value('swaps_total', { model: 'churn' })).toBe(1);
    const kept = ['committed_total', 'waiting_rows', 'spooled_rows', 'dropped_total', 'refused_total', 'away'];
    expect(kept.map((name) => value(`log_${name}`))).toEqual([5, 4, 3, 2, 1, 1]);
    expect([value('http_requests_in_flight'), value('http_requests_shed_total')]).toEqual([7, 9]);
    expect(value('rows_refused_total', { model: 'churn', version: '2' })).toBe(6);
    expect(value('shadow_rows_left_total')).toBe(11);
    expect(records()).toMatchObject([
      { msg: 'a model answers', model: 'churn', version: 2 },
      { time: expect.any(String), level: 'info', msg: 'another version answers', model: 'churn', from: 2, version: 3 },
    ]);
  });

  it('have a bounded number of series, whatever callers send', async () => {
    const { app, observation } = await watched();
    for (let i = 0; i < 300; i++) observation.predicted('churn', i, 'champion', 1);
    for (let i = 0; i < 50; i++) await app.inject(`/path-${i}`);
    const { samples } = parsePrometheus(await observation.metrics.text());
    const predictions = samples.filter((s) => s.name === 'millwright_predictions_total');
    expect(predictions).toHaveLength(201);
    expect(predictions.at(-1)).toMatchObject({ labels: { model: 'other', version: 'other', via: 'other' }, value: 100 });
    expect(samples.filter((s) => s.name === 'millwright_http_requests_total')).toHaveLength(1);
  });

  it('of several processes are added up', async () => {
    const [a, b] = [await watched(), await watched()];
    for (const { app } of [a, a, b]) await app.inject('/busy');
    a.observation.predicted('m"1\n', 1, 'champion', 2);
    b.observation.predicted('m"1\n', 1, 'champion', 3);
    const { samples } = parsePrometheus(await mergedMetrics([await a.observation.metrics.json(), await b.observation.metrics.json()]));
    expect(samples.find((s) => s.name === 'millwright_http_requests_total')).toMatchObject({ labels: { status: '503' }, value: 3 });
    expect(samples.find((s) => s.name === 'millwright_predictions_total')).toMatchObject({ labels: { model: 'm"1\n' }, value: 5 });
    expect(samples.find((s) => s.labels['le'] === '+Inf' && s.labels['route'] === '/busy')!.value).toBe(3);
  });
});

describe('lines about requests', () => {
  it('are of failed and slow requests by default, and hold nothing that a caller sent but a sound name', async () => {
    const { app, records, lines } = await watched();
    await app.inject({ method: 'POST', url: `/v1/models/a/predict?token=${CANARY}`, payload: { note: CANARY } });
    expect(records()).toEqual([]);
    await app.inject({ url: `/fails?key=${CANARY}`, headers: { authorization: `Bearer ${CANARY}`, 'x-request-id': 'order-7' } });
    expect(records()).toEqual([
      {
        time: expect.any(String),
        level: 'error',
        msg: 'request failed',
        id: 'order-7',
        method: 'GET',
        route: '/fails',
        status: 500,
        ms: expect.any(Number),
        code: 'MW_INTERNAL',
      },
    ]);
    expect(lines.join('')).not.toContain(CANARY);
    const slow = await watched({ slowMs: 0 });
    await slow.app.inject({ method: 'POST', url: '/v1/models/a/predict', payload: {} });
    expect(slow.records()).toMatchObject([{ level: 'warn', msg: 'slow request', model: 'churn', version: 2, rows: 1, status: 200 }]);
  });

  it('are of every request at debug, without the names of models that do not exist', async () => {
    const { app, records } = await watched({ level: 'debug' });
    await app.inject({ method: 'POST', url: '/v1/models/churn@2/predict', payload: {} });
    await app.inject(`/v1/models/${CANARY}/nothing`);
    expect(records()).toMatchObject([
      { level: 'debug', route: '/v1/models/:model/predict', model: 'churn', version: 2, status: 200 },
      { level: 'debug', route: 'unmatched', status: 404 },
    ]);
    expect(records()[1]).not.toHaveProperty('model');
  });

  it('are ten a second when everything fails, and the rest is counted', async () => {
    const { app, records, tick } = await watched();
    for (let i = 0; i < 25; i++) await app.inject('/busy');
    expect(records()).toHaveLength(10);
    tick(1000);
    await app.inject('/busy');
    expect(records().at(-1)).toMatchObject({ level: 'warn', status: 503, unsaid: 15 });
  });

  it('name every request, in the answer too', async () => {
    const { app } = await watched();
    expect((await app.inject('/busy')).headers['x-request-id']).toMatch(/^[0-9a-f]{8}-1$/);
    expect((await app.inject({ url: '/nowhere', headers: { 'x-request-id': 'mine' } })).headers['x-request-id']).toBe('mine');
  });
});

it('watching costs at most two microseconds a request at the default level', () => {
  const hooks = new Map<string, (...words: unknown[]) => void>();
  const app = { decorateRequest: () => {}, addHook: (name: string, hook: () => void) => void hooks.set(name, hook) };
  const log = createLog({ write: () => {}, clock: () => 0 });
  const observation = createObservation({ log, clock: () => 0, version: '1' });
  installObservation(app as never, observation);
  const [begin, end] = [hooks.get('onRequest')!, hooks.get('onResponse')!];
  const [headers, done] = [{ host: 'x' }, (): void => {}];
  const usPerRequest = Array.from({ length: 7 }, () => {
    const [started, count] = [performance.now(), 20_000];
    for (let i = 0; i < count; i++) {
      const request = { method: 'POST', headers, is404: false, routeOptions: { url: '/v1/models/:model/predict' }, requestId: '' };
      const reply = { statusCode: 200, elapsedTime: i % 7, header: done };
      begin(request, reply, done);
      observation.predicted('churn', 2, 'champion', 1);
      end(request, reply, done);
    }
    return ((performance.now() - started) * 1000) / count;
  });
  expect(Math.min(...usPerRequest)).toBeLessThan(2);
  expect(observation.metrics.requests.routes()[0].byStatus.get(200)).toBe(140_000);
});
