import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageVersion } from '../../core/index.js';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { model, train, type Model } from '../../model/index.js';
import type { OpenApi } from '../openapi/document.js';
import { serve, type Serving } from '../serve.js';
import { parsePrometheus } from './fixtures/parse-prometheus.js';

const block = blockRun();
const data = rows(people(200) as never, { id: t.id(), tenure: t.int(), note: t.text(), left: t.bool({ true: 'Yes', false: 'No' }) });
const churn = model(
  'churn',
  data.target('left').features((c) => ({ tenure: c.tenure, note: c.note.length() })),
  { learner: linear() },
) as Model;
const [TOKEN, WRONG, CELL] = ['canary-token-'.padEnd(40, 'a'), 'canary-wrong-'.padEnd(40, 'b'), 'canary-cell'];
const lines: string[] = [];

let serving: Serving;
beforeAll(async () => {
  await train(churn, block.run);
  serving = await serve({
    run: block.run,
    port: 0,
    adminToken: TOKEN,
    logLevel: 'debug',
    write: (line) => void lines.push(line),
  });
}, 30_000);
afterAll(() => serving.close());

async function ask(path: string, options: { readonly body?: unknown; readonly token?: string; readonly headers?: object } = {}) {
  const { body, token = TOKEN, headers } = options;
  const response = await fetch(serving.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : undefined };
}

const row = { id: `${CELL}-id`, tenure: 3, note: CELL };

describe('a whole server', () => {
  it('answers in the words of its own document', async () => {
    const document = (await ask('/openapi.json')).json as OpenApi & { paths: any };
    const ajv = new Ajv2020({ strict: false });
    (addFormats as unknown as (ajv: object) => void)(ajv);
    const keeps = async (path: string, status: number, type: string, options: Parameters<typeof ask>[1] = {}, as = path) => {
      const answer = await ask(path, options);
      const method = options?.body === undefined ? 'get' : 'post';
      const described = document.paths[as][method].responses[status];
      const content = (described.$ref ? document.components.responses[described.$ref.split('/').at(-1)] : described).content as any;
      const validate = ajv.compile({ ...content[type].schema, components: document.components });
      expect([path, answer.status, answer.headers.get('content-type')!.split(';')[0]]).toEqual([path, status, type]);
      expect([validate(answer.json), validate.errors]).toEqual([true, null]);
    };
    const predict = '/v1/models/churn/predict';
    await keeps(predict, 200, 'application/json', { body: { rows: [row, { ...row, tenure: 40 }], explain: true } });
    await keeps('/v1/models/churn@1/predict', 200, 'application/json', { body: { rows: [row] } }, '/v1/models/{model}/predict');
    await keeps(predict, 422, 'application/problem+json', { body: { rows: [{ ...row, tenure: 'long' }] } });
    await keeps(predict, 401, 'application/problem+json', { body: { rows: [row] }, token: WRONG });
    await keeps('/v1/models/nobody/predict', 404, 'application/problem+json', { body: { rows: [row] } }, '/v1/models/{model}/predict');
    await keeps('/v1/models', 200, 'application/json');
    await keeps('/readyz', 200, 'application/json');
    await keeps('/v1/outcomes', 200, 'application/json', { body: { outcomes: [{ id: 'unknown', value: 'Yes' }] } });
  });

  it('counts what it answered', async () => {
    await ask('/v1/models/churn/predict', { body: { rows: [row] } });
    const { samples } = parsePrometheus((await ask('/metrics')).text);
    const value = (name: string, labels: object) =>
      samples.find((s) => s.name === name && Object.entries(labels).every(([k, v]) => s.labels[k] === v))?.value;
    expect(value('millwright_predictions_total', { model: 'churn', version: '1' })).toBeGreaterThan(0);
    expect(value('millwright_http_requests_total', { route: '/v1/models/:model/predict', status: '200' })).toBeGreaterThan(0);
    expect(value('millwright_info', { version: packageVersion() })).toBe(1);
  });

  it('lets no token, no cell, no query and no unknown path out: not by its log, its metrics, its pages or its refusals', async () => {
    const refusals = [
      await ask(`/v1/models/churn/predict?key=${CELL}`, {
        body: { rows: [{ ...row, tenure: 'long' }] },
        headers: { 'x-request-id': `${CELL}\u00e9` },
      }),
      await ask(`/${CELL}`, { token: WRONG }),
      await ask(`/v1/models?token=${CELL}`, { token: WRONG }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([422, 404, 401]);
    await ask('/v1/models/churn/predict', { body: { rows: [row] }, headers: { cookie: CELL, 'user-agent': CELL } });
    const shown = await Promise.all(['/metrics', '/docs', '/openapi.json', '/readyz', '/docs/script.js'].map((path) => ask(path)));
    expect(shown.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(lines.filter((line) => line.includes('"route":"/v1/models/:model/predict"')).length).toBeGreaterThan(0);
    const everything = [...lines, ...shown.map(({ text }) => text)].join('\n');
    for (const secret of [TOKEN, WRONG, CELL]) expect(everything).not.toContain(secret);
    for (const { text } of refusals) for (const secret of [TOKEN, WRONG]) expect(text).not.toContain(secret);
  });

  it('shows its page under a policy that lets nothing foreign run', async () => {
    const { headers } = await ask('/docs');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-/);
  });

  const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0);
  it.skipIf(browser === undefined)(
    'and its script runs there: the examples name this server (needs chromium)',
    async () => {
      const profile = mkdtempSync(join(tmpdir(), 'millwright-docs-'));
      try {
        const words = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, '--dump-dom', `${serving.url}/docs`];
        const dom = await new Promise<string>((done, fail) =>
          execFile(browser!, words, { maxBuffer: 1e8 }, (error, out) => (error ? fail(error) : done(out))),
        );
        expect(dom).toContain(`curl -X POST ${serving.url}/v1/models/churn/predict`);
        expect(dom).not.toContain('127.0.0.1:8080');
      } finally {
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    30_000,
  );
});
