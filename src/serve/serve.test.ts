import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServed, type Served } from '../../test/support/served.js';
import { promoteVersion, rollbackAlias } from '../model/index.js';
import { readPredictions } from '../store/index.js';

let served: Served;
beforeAll(async () => {
  served = await openServed();
});
afterAll(() => served.close());

const row = { id: 'C1', tenure: 3, bill: 40.5, plan: 'monthly' };

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

async function call(method: string, path: string, body?: unknown, token = served.adminToken): Promise<Heard> {
  const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(served.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text.startsWith('{') ? JSON.parse(text) : text };
}

const predict = (body: unknown, model = 'churn'): Promise<Heard> => call('POST', `/v1/models/${model}/predict`, body);
const logged = () => served.run.workspace.store.read((tx) => readPredictions(tx, { model: 'churn' }));

describe('predict', () => {
  it('answers with a version, an id per row, and after the commit', async () => {
    const { status, json } = await predict({ rows: [row, { ...row, id: 'C2', plan: null }] });
    expect(status).toBe(200);
    expect(json).toMatchObject({ model: 'churn', version: 1, logged: true });
    expect(json.predictions).toHaveLength(2);
    const [first] = json.predictions;
    expect(first.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(['Yes', 'No']).toContain(first.value);
    expect(['', 'call']).toContain(first.decision);
    const kept = (await logged()).find((one) => one.id === first.id);
    expect(kept).toMatchObject({ version: 1, route: 'champion', subject: 'C1', probability: first.probability, row });
  });

  it('answers versions and aliases by name, and refuses names that there are not', async () => {
    expect((await predict({ rows: [row] }, 'churn@1')).json.version).toBe(1);
    expect((await predict({ rows: [row] }, 'churn%40champion')).json.version).toBe(1);
    expect(await predict({ rows: [row] }, 'churn@9')).toMatchObject({ status: 404, json: { code: 'MW_MODEL_VERSION_UNKNOWN' } });
    expect(await predict({ rows: [row] }, 'chrun')).toMatchObject({ status: 404, json: { code: 'MW_MODEL_UNKNOWN' } });
    expect(await predict({ rows: [row] }, 'churn@1@2')).toMatchObject({ status: 422, json: { code: 'MW_SERVE_REQUEST' } });
  });

  it('gives as many reasons as asked for', async () => {
    expect((await predict({ rows: [row], explain: 2 })).json.predictions[0].reasons).toHaveLength(2);
    expect((await predict({ rows: [row], explain: true })).json.predictions[0].reasons.length).toBeLessThanOrEqual(3);
    expect((await predict({ rows: [row], explain: false })).json.predictions[0].reasons).toBeUndefined();
  });

  it('says how unusual a row is when asked to', async () => {
    const [usual] = (await predict({ rows: [row] })).json.predictions;
    expect(usual.anomaly).toBeUndefined();
    const { json } = await predict({ rows: [row, { ...row, tenure: 99_999 }], anomaly: true });
    const [first, odd] = json.predictions.map((one: Heard['json']) => one.anomaly);
    expect(odd.score).toBeGreaterThan(first.score);
    // Of 300 rows none lies as far out: twice (0 + 1) of 301.
    expect(odd.columns[0]).toEqual({ column: 'tenure', share: 2 / 301 });
    expect((await predict({ rows: [row], anomaly: 'yes' })).status).toBe(422);
  });

  it.each([
    ['a bad cell', [row, { ...row, tenure: 'long' }], { index: 1, column: 'tenure' }],
    ['a missing column', [{ id: 'C1', bill: 1, plan: null }], { index: 0, column: 'tenure' }],
    ['an unknown column', [{ ...row, tenuer: 3 }], { index: 0, column: 'tenuer' }],
    ['the target', [{ ...row, left: 'Yes' }], { index: 0, column: 'left' }],
  ])('refuses the request for %s, and says where', async (_what, rows, place) => {
    const before = (await logged()).length;
    const { status, headers, json } = await predict({ rows });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(json).toMatchObject({ status: 422, code: 'MW_SERVE_ROW', title: 'Unprocessable Entity', ...place });
    expect((await logged()).length).toBe(before);
  });

  it.each([
    ['no rows', {}, 'rows'],
    ['rows that are no list', { rows: 7 }, 'rows must be array'],
    ['a row that is no object', { rows: [row, 3] }, 'rows[1]'],
    ['words that it does not know', { rows: [row], explian: 3 }, 'no fields beside'],
    ['half a reason', { rows: [row], explain: 1.5 }, 'explain must be boolean, or must be integer'],
    ['no reason', { rows: [row], explain: 0 }, 'explain must be boolean, or must be at least 1'],
  ])('refuses %s', async (_what, body, words) => {
    const { status, json } = await predict(body);
    expect(status).toBe(422);
    expect(json.code).toBe('MW_SERVE_REQUEST');
    expect(json.detail).toContain(words);
  });
});

describe('other requests', () => {
  it('404 where there is nothing, 405 with what there is', async () => {
    expect(await call('GET', '/v1/nothing')).toMatchObject({ status: 404, json: { code: 'MW_SERVE_ROUTE_UNKNOWN' } });
    const other = await call('DELETE', '/v1/models');
    expect(other).toMatchObject({ status: 405, json: { code: 'MW_SERVE_METHOD' } });
    expect(other.headers.get('allow')).toBe('GET');
  });

  it('lists models with what serves', async () => {
    const { models } = (await call('GET', '/v1/models')).json;
    expect(models).toMatchObject([{ model: 'churn', aliases: { champion: 1 }, serving: 1, routing: {} }]);
  });

  it('takes outcomes once, by id and by key', async () => {
    const { predictions } = (await predict({ rows: [row] })).json;
    const outcomes = [
      { id: predictions[0].id, value: 'Yes', at: '2026-02-01T00:00:00Z' },
      { id: 'nobody', value: 'No' },
    ];
    expect((await call('POST', '/v1/outcomes', { outcomes })).json).toEqual({ joined: 1, unknown: ['nobody'] });
    expect((await call('POST', '/v1/outcomes', { outcomes })).json).toEqual({ joined: 1, unknown: ['nobody'] });
    expect((await call('POST', '/v1/outcomes', { outcomes: [{ key: 'C1', value: true }] })).json).toEqual({ joined: 1, unknown: [] });
    const soon = { outcomes: [{ id: predictions[0].id, value: 'Yes', at: 'soon' }] };
    expect(await call('POST', '/v1/outcomes', soon)).toMatchObject({ status: 422, json: { where: 'outcomes[0].at' } });
    const wrong = { outcomes: [{ id: predictions[0].id, value: 'Perhaps' }] };
    expect(await call('POST', '/v1/outcomes', wrong)).toMatchObject({ status: 422, json: { code: 'MW_MONITOR_OUTCOME' } });
  });

  it('answers about health without a token', async () => {
    expect(await (await fetch(`${served.url}/livez`)).json()).toEqual({ live: true });
    const ready = await fetch(`${served.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, registry: 'reachable', models: [{ model: 'churn', serving: 1 }] });
  });
});

describe('versions', () => {
  beforeAll(async () => {
    await served.trainAgain(2);
  });

  it('move through the gate over REST, and answer at once', async () => {
    const moved = await call('POST', '/v1/models/churn/aliases/shadow', { version: 2 });
    expect(moved).toMatchObject({ status: 200, json: { model: 'churn', alias: 'shadow', from: null, to: 2, gate: { passed: true } } });
    expect((await predict({ rows: [row] }, 'churn@shadow')).json.version).toBe(2);
    expect(await call('POST', '/v1/models/churn/aliases/shadow', { version: 2 }, served.tokens.predict)).toMatchObject({ status: 403 });
    expect(await call('POST', '/v1/models/churn/aliases/shadow', { version: 77 })).toMatchObject({ status: 404 });
  });

  it('that another process promotes answer within two seconds, without a failed request', async () => {
    const load = new AbortController();
    const seen = new Set<number>();
    const failed: number[] = [];
    const loaded = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!load.signal.aborted) {
          const { status, json } = await predict({ rows: [row] });
          if (status === 200) seen.add(json.version);
          else failed.push(status);
        }
      }),
    );
    await promoteVersion('churn@2', 'champion', { force: true }, served.run);
    await expect.poll(() => seen.has(2), { timeout: 2000 }).toBe(true);
    await rollbackAlias('churn', served.run);
    await sleep(1000);
    seen.clear();
    await expect.poll(() => seen.size, { timeout: 2000 }).toBeGreaterThan(0);
    load.abort();
    await loaded;
    expect(failed).toEqual([]);
    expect([...seen]).toEqual([1]);
  });

  it('divide rows by their ids, the same way each time, and shadows are logged and never returned', async () => {
    const rules = { ab: { salt: 's', arms: [{ to: 2, percent: 50 }] }, shadow: ['shadow'] };
    expect((await call('PUT', '/v1/models/churn/routing', rules)).json).toEqual({ model: 'churn', routing: rules });
    const many = Array.from({ length: 40 }, (_, i) => ({ ...row, id: `D${i}` }));
    const versions = async (): Promise<number[]> =>
      (await predict({ rows: many })).json.predictions.map((one: { version?: number }) => one.version ?? 1);
    const first = await versions();
    expect(new Set(first)).toEqual(new Set([1, 2]));
    expect(await versions()).toEqual(first);
    const single = (await predict({ rows: [many[0]] })).json;
    expect(single.predictions[0].version ?? single.version).toBe(first[0]);
    await expect.poll(async () => (await logged()).filter((one) => one.route === 'shadow').length).toBe(81);
    const returned = new Map((await logged()).filter((one) => one.route !== 'shadow').map((one) => [one.id, one]));
    const shadows = (await logged()).filter((one) => one.shadowOf !== null);
    expect(shadows.map((one) => returned.get(one.shadowOf!)?.subject)).toEqual(shadows.map((one) => one.subject));
    expect(new Set(shadows.map((one) => one.shadowOf)).size).toBe(80);
    const routes = (await logged()).filter((one) => one.subject?.startsWith('D') && one.route !== 'shadow').map((one) => one.route);
    expect(new Set(routes)).toEqual(new Set(['ab', 'champion']));
    expect(await call('PUT', '/v1/models/churn/routing', { canary: { to: 9, percent: 5 } })).toMatchObject({ status: 422 });
    expect((await call('PUT', '/v1/models/churn/routing', {})).status).toBe(200);
    expect(new Set(await versions())).toEqual(new Set([1]));
  });
});

describe('an end', () => {
  it('answers what is under way, and then takes no more', async () => {
    const own = await openServed();
    await fetch(`${own.url}/livez`);
    const many = Array.from({ length: 20 }, () =>
      fetch(`${own.url}/v1/models/churn/predict`, {
        method: 'POST',
        headers: { authorization: `Bearer ${own.adminToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ rows: Array.from({ length: 200 }, () => row) }),
      }),
    );
    await sleep(30);
    const closed = own.close();
    const answers = await Promise.allSettled(many);
    await closed;
    for (const one of answers) if (one.status === 'fulfilled') expect(one.value.status).toBe(200);
    expect(answers.filter((one) => one.status === 'fulfilled').length).toBeGreaterThan(0);
    await expect(fetch(`${own.url}/livez`)).rejects.toThrow('fetch failed');
  });
});
