import Fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { keepSpans } from './fixtures/kept-spans.js';
import { createLog, createObservation, installObservation } from './index.js';

const log = createLog({ write: () => {}, clock: () => 0, level: 'silent' });
const observationNow = () => createObservation({ log, clock: () => 0, version: '1.2.3' });

let stop = (): void => {};
afterEach(() => stop());

function appOf(observation = observationNow()) {
  const app = Fastify({ logger: false });
  installObservation(app, observation);
  app.post('/v1/models/:model/predict', async () => {
    const value = observation.traced('predict', { rows: 2 }, () => 41);
    await observation.traced('log append', {}, () => new Promise((done) => setTimeout(done, 1)));
    return { value };
  });
  app.post('/fails', () =>
    observation.traced('predict', {}, () => Promise.reject(Object.assign(new Error('secret words'), { code: 'MW_INTERNAL' }))),
  );
  return app;
}

describe('traces', () => {
  it('have a span per request, a child of the caller’s, with the work as its children', async () => {
    const kept = keepSpans();
    stop = kept.stop;
    const app = appOf();
    expect(kept.ended.splice(0)).toMatchObject([{ name: 'serve start' }]);
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/models/churn/predict?token=x',
      payload: { rows: [] },
      headers: { traceparent },
    });
    expect(answer.json()).toEqual({ value: 41 });
    const request = kept.ended.find((s) => s.parent === 'b'.repeat(16))!;
    expect(request).toMatchObject({
      name: 'POST /v1/models/:model/predict',
      traceId: 'a'.repeat(32),
      attributes: { 'http.request.method': 'POST', 'http.route': '/v1/models/:model/predict', 'http.response.status_code': 200 },
      status: undefined,
    });
    expect(kept.ended.filter((s) => s.parent === request.id).map((s) => s.name)).toEqual(['predict', 'log append']);
    expect(kept.ended.find((s) => s.name === 'predict')!.attributes).toEqual({ rows: 2 });
    expect(JSON.stringify(kept.ended)).not.toContain('token');
  });

  it('begin a trace of their own without a caller, and tell failures by code alone', async () => {
    const kept = keepSpans();
    stop = kept.stop;
    const answer = await appOf().inject({ method: 'POST', url: '/fails', payload: {} });
    expect(answer.statusCode).toBe(500);
    const [, work, request] = kept.ended;
    expect(work).toMatchObject({ name: 'predict', parent: request.id, status: { code: 2, message: 'MW_INTERNAL' } });
    expect(request).toMatchObject({ parent: undefined, status: { code: 2 } });
    expect(JSON.stringify(kept.ended)).not.toContain('secret words');
  });

  it('say so when an SDK of another version of the API is registered', () => {
    const key = Symbol.for('opentelemetry.js.api.1');
    const globals = globalThis as unknown as Record<symbol, object | undefined>;
    const before = globals[key];
    globals[key] = { version: '1.0.0', trace: { getTracer: () => ({}) } };
    const lines: string[] = [];
    const { tracing } = createObservation({
      log: createLog({ write: (line) => void lines.push(line), clock: () => 0 }),
      clock: () => 0,
      version: '1',
    });
    globals[key] = before;
    expect([tracing.on, tracing.unheard]).toEqual([false, true]);
    expect(lines.join('')).toContain('"level":"warn","msg":"an OpenTelemetry SDK');
    expect(observationNow().tracing).toMatchObject({ on: false, unheard: false });
  });

  it('are nothing at all without an SDK', async () => {
    const observation = observationNow();
    expect(observation.tracing.on).toBe(false);
    const app = appOf(observation);
    await app.ready();
    expect((await app.inject({ method: 'POST', url: '/v1/models/churn/predict', payload: {} })).json()).toEqual({ value: 41 });
    await expect(observation.traced('x', {}, () => Promise.reject(new Error('as it was')))).rejects.toThrow('as it was');
    expect(() =>
      observation.traced('x', {}, () => {
        throw new Error('now');
      }),
    ).toThrow('now');
  });
});
