import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSource } from './client-source.js';
import { clientModels } from './fixtures/models.js';
import { stubServer, type StubAnswer } from './fixtures/stub-server.js';

const script = stripTypeScriptTypes(clientSource(clientModels));
const answer = { model: 'churn', version: 3, logged: true, predictions: [{ id: 'a', value: 'Yes', probability: 0.7, decision: 'call' }] };
const row = { tenure: 3, Partner: true, TotalCharges: null, Contract: 'Two year', 'signed at': '2024-02-29' };

let dir: string;
let createClient: (
  options: object,
) => Record<
  | 'predict'
  | 'predictOne'
  | 'counterfactuals'
  | 'anchors'
  | 'outcomes'
  | 'models'
  | 'recommend'
  | 'similar'
  | 'together'
  | 'trending'
  | 'events'
  | 'items',
  (...words: unknown[]) => Promise<any>
>;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'millwright-client-'));
  writeFileSync(join(dir, 'client.mjs'), script);
  ({ createClient } = (await import(/* @vite-ignore */ pathToFileURL(join(dir, 'client.mjs')).href)) as never);
});
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));

const good: StubAnswer = { status: 200, body: answer };
const problem = (status: number, more: object = {}, headers = {}): StubAnswer => ({
  status,
  body: { type: 'about:blank', title: 'x', status, detail: 'row 2: "tenure" is missing', code: 'MW_SERVE_ROW', fix: 'Send it.', ...more },
  headers,
});

describe('a generated client in Node', () => {
  it('sends rows with the token, to a version, and gives what is answered', async () => {
    await using server = await stubServer(() => good);
    const client = createClient({ url: `${server.url}/base/`, token: async () => 'secret' });
    expect(await client.predict('churn', [row], { at: 'shadow', explain: 2 })).toEqual(answer);
    expect(await client.predictOne('churn', row)).toEqual(answer.predictions[0]);
    expect(server.seen).toEqual([
      { method: 'POST', url: '/base/v1/models/churn%40shadow/predict', token: 'Bearer secret', body: { rows: [row], explain: 2 } },
      { method: 'POST', url: '/base/v1/models/churn/predict', token: 'Bearer secret', body: { rows: [row] } },
    ]);
  });

  it('asks what would have to change, and what holds an answer', async () => {
    await using server = await stubServer(() => ({ status: 200, body: { rows: [] } }));
    const client = createClient({ url: server.url });
    expect(await client.counterfactuals('churn', [row], { at: 2, want: 'No', keep: ['tenure'], timeoutMs: 5000 })).toEqual({ rows: [] });
    expect(await client.anchors('churn', [row], { precision: 0.9 })).toEqual({ rows: [] });
    expect(server.seen.map(({ url, body }) => [url, body])).toEqual([
      ['/v1/models/churn%402/counterfactuals', { rows: [row], want: 'No', keep: ['tenure'] }],
      ['/v1/models/churn/anchors', { rows: [row], precision: 0.9 }],
    ]);
  });

  it('asks for lists, and reports what users do', async () => {
    await using server = await stubServer(() => ({ status: 200, body: { items: [] } }));
    const client = createClient({ url: server.url });
    await client.recommend('movies', { user: 7, k: 3, filter: { genre: 'drama' } }, { at: 2 });
    await client.similar('movies', 'a/b c', { k: 5 });
    await client.together('movies', 3, { at: 'shadow' });
    await client.trending('movies');
    await client.events([{ id: 1, user: 7, item: 'a', at: new Date(0) }]);
    await client.items('movies', [{ item: 'b', removed: true }]);
    expect(server.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/v1/models/movies%402/recommend', { user: 7, k: 3, filter: { genre: 'drama' } }],
      ['GET', '/v1/models/movies/similar/a%2Fb%20c?k=5', undefined],
      ['GET', '/v1/models/movies%40shadow/together/3', undefined],
      ['GET', '/v1/models/movies/trending', undefined],
      ['POST', '/v1/events', { events: [{ id: 1, user: 7, item: 'a', at: '1970-01-01T00:00:00.000Z' }] }],
      ['POST', '/v1/models/movies/items', { items: [{ item: 'b', removed: true }] }],
    ]);
  });

  it('reports outcomes and lists models', async () => {
    await using server = await stubServer(({ url }) => ({
      status: 200,
      body: url === '/v1/models' ? { models: [7] } : { joined: 1, unknown: ['b'] },
    }));
    const client = createClient({ url: server.url });
    expect(await client.outcomes([{ id: 'a', value: 'Yes', at: new Date(0) }])).toEqual({ joined: 1, unknown: ['b'] });
    expect(await client.models()).toEqual([7]);
    expect(server.seen[0]).toMatchObject({
      token: undefined,
      body: { outcomes: [{ id: 'a', value: 'Yes', at: '1970-01-01T00:00:00.000Z' }] },
    });
  });

  it('tells a refusal by code, row and column', async () => {
    await using server = await stubServer(() => problem(422, { index: 2, column: 'tenure' }, { 'x-request-id': 'r-1' }));
    await expect(createClient({ url: server.url }).predict('churn', [row])).rejects.toMatchObject({
      name: 'ClientError',
      code: 'MW_SERVE_ROW',
      status: 422,
      message: 'row 2: "tenure" is missing',
      fix: 'Send it.',
      index: 2,
      column: 'tenure',
      requestId: 'r-1',
    });
    expect(server.seen).toHaveLength(1);
  });

  it('waits as long as an overloaded server asks for, and gives up after so many tries', async () => {
    await using server = await stubServer((_, count) =>
      count < 3 ? problem(503, {}, { 'retry-after': count === 1 ? '0.05' : '0' }) : good,
    );
    const started = performance.now();
    expect(await createClient({ url: server.url }).predict('churn', [row])).toEqual(answer);
    expect(performance.now() - started).toBeGreaterThan(400);
    expect(server.seen).toHaveLength(3);
    await using busy = await stubServer(() => problem(503, { code: 'MW_SERVE_OVERLOADED' }, { 'retry-after': '0.01' }));
    await expect(createClient({ url: busy.url, retries: 1 }).predict('churn', [row])).rejects.toMatchObject({
      code: 'MW_SERVE_OVERLOADED',
      status: 503,
    });
    expect(busy.seen).toHaveLength(2);
  });

  it('ends in time, waiting for a retry included', async () => {
    await using silent = await stubServer(() => undefined);
    await expect(createClient({ url: silent.url, timeoutMs: 60 }).predict('churn', [row])).rejects.toMatchObject({
      code: 'CLIENT_TIMEOUT',
      status: 0,
    });
    await using busy = await stubServer(() => problem(503, {}, { 'retry-after': '60' }));
    await expect(createClient({ url: busy.url }).predict('churn', [row], { timeoutMs: 60 })).rejects.toMatchObject({
      code: 'CLIENT_TIMEOUT',
    });
  });

  it('throws the caller’s own abort, before and while it waits', async () => {
    await using silent = await stubServer(() => undefined);
    const client = createClient({ url: silent.url });
    const [abort, why] = [new AbortController(), new Error('the user left')];
    const waiting = client.predict('churn', [row], { signal: abort.signal });
    await expect.poll(() => silent.seen.length, { timeout: 10_000 }).toBe(1);
    abort.abort(why);
    await expect(waiting).rejects.toBe(why);
    await expect(client.models({ signal: abort.signal })).rejects.toBe(why);
    expect(silent.seen).toHaveLength(1);
  });

  it('tells a server that is away, an answer that is no JSON, and numbers that JSON cannot carry', async () => {
    const gone = await stubServer(() => good);
    await gone[Symbol.asyncDispose]();
    await expect(createClient({ url: gone.url }).models()).rejects.toMatchObject({
      code: 'CLIENT_NETWORK',
      message: expect.stringContaining('ECONNREFUSED'),
      fix: expect.stringContaining(`whether ${gone.url} is the right address`),
      cause: expect.any(Error),
    });
    await using odd = await stubServer(() => ({ status: 502, body: '<html>bad gateway' }));
    await expect(createClient({ url: odd.url }).models()).rejects.toMatchObject({
      code: 'CLIENT_ANSWER',
      status: 502,
      fix: expect.stringContaining('address'),
    });
    await expect(createClient({ url: odd.url }).predict('churn', [{ ...row, tenure: NaN }])).rejects.toMatchObject({
      code: 'CLIENT_NOT_FINITE',
      column: 'tenure',
    });
    expect(odd.seen).toHaveLength(1);
  });

  it('follows no redirect with its token', async () => {
    await using other = await stubServer(() => good);
    await using server = await stubServer(() => ({ status: 307, body: {}, headers: { location: `${other.url}/v1/models` } }));
    await expect(createClient({ url: server.url, token: 'secret' }).models()).rejects.toMatchObject({ code: 'CLIENT_NETWORK' });
    expect(other.seen).toEqual([]);
  });
});

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0);

describe('a generated client in a browser', () => {
  it.skipIf(browser === undefined)(
    'predicts from a page, and tells refusals (needs chromium)',
    async () => {
      const page = `<!doctype html><meta charset="utf-8"><script type="module">
import { createClient } from '/client.js';
const client = createClient({ url: location.origin, token: 'secret' });
const told = await client.predict('churn', [${JSON.stringify(row)}]).catch(String);
const refused = await client.models().catch((error) => ({ code: error.code, status: error.status }));
await fetch('/told', { method: 'POST', body: JSON.stringify({ told, refused }) });
</script>`;
      let tell: (body: unknown) => void = () => {};
      const told = new Promise((done) => (tell = done));
      await using server = await stubServer(({ url, body }) => {
        if (url === '/') return { status: 200, body: page, headers: { 'content-type': 'text/html' } };
        if (url === '/client.js') return { status: 200, body: script, headers: { 'content-type': 'text/javascript' } };
        if (url === '/told') tell(body);
        return url === '/v1/models' ? problem(403, { code: 'MW_SERVE_FORBIDDEN' }) : good;
      });
      const words = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        `--user-data-dir=${join(dir, 'profile')}`,
        '--remote-debugging-port=0',
        `${server.url}/`,
      ];
      const child = spawn(browser!, words, { stdio: 'ignore' });
      try {
        expect(await told).toEqual({ told: answer, refused: { code: 'MW_SERVE_FORBIDDEN', status: 403 } });
        expect(server.seen.find(({ url }) => url.endsWith('/predict'))).toMatchObject({ token: 'Bearer secret', body: { rows: [row] } });
      } finally {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill();
        await ended;
      }
    },
    30_000,
  );
});
