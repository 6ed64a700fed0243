import { spawnSync } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { t } from '../../data/index.js';
import { model, openModel, train, type Model } from '../../model/index.js';
import { liveVersion, type LiveVersion } from '../live/live-version.js';
import type { JsonSchema } from '../route.js';
import { routes } from '../routes/index.js';
import { codesOf } from './error-codes.js';
import { knownLevels } from './known-levels.js';
import { openApiOf, type OpenApi } from './document.js';
import { docsPage } from './page/page.js';
import { exampleOf } from './page/route-section.js';
import { curlOf, typescriptOf } from './page/snippets.js';
import { timeText } from './time-text.js';

const block = blockRun();
const data = rows(people(300) as never, {
  id: t.id(),
  tenure: t.int().describe('Months <b>with</b> us.'),
  bill: t.number({ unit: 'USD' }),
  plan: t.category().nullable(),
  at: t.timestamp(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
  spend: t.number(),
});
const learner = { learner: linear() };
const definitions = [
  model(
    'churn',
    data.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan), hour: c.at.hour() })),
    { ...learner, decide: { act: 'call', cost: 5, valueIfRight: 30 } },
  ),
  model(
    'segment',
    data.target('segment').features((c) => ({ bill: c.bill })),
    { ...learner, coverage: { level: 0.9 } },
  ),
  model(
    'spend',
    data.target('spend').features((c) => ({ tenure: c.tenure, bill: c.bill })),
    { ...learner, coverage: { level: 0.8, by: (c) => c.plan } },
  ),
] as readonly Model[];

let served: readonly LiveVersion[];
let document: OpenApi;
beforeAll(async () => {
  for (const definition of definitions) await train(definition, block.run);
  served = await Promise.all(definitions.map(async ({ name }) => liveVersion(await openModel(name, block.run))));
  document = JSON.parse(JSON.stringify(openApiOf(routes, served, '1.2.3'))) as OpenApi;
}, 30_000);

type Loose = Readonly<Record<string, any>>;
const operations = (): readonly (readonly [string, Loose])[] =>
  Object.entries(document.paths).flatMap(([path, methods]) => Object.values(methods).map((part) => [path, part] as const));

/** Every object in the document. */
function* parts(of: unknown): Generator<Loose> {
  if (typeof of !== 'object' || of === null) return;
  yield of as Loose;
  for (const value of Object.values(of)) yield* parts(value);
}

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((of, name) => (of as Loose | undefined)?.[name], document);

/** A validator of a schema in the document; what it refers to is looked up there. */
function validatorOf(schema: JsonSchema) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  (addFormats as unknown as (ajv: object) => void)(ajv);
  ajv.addVocabulary(['x-known-levels', 'x-version', 'components']);
  return ajv.compile({ ...schema, components: document.components } as object);
}

describe('the document', () => {
  it('has every route once, with scopes, answers that are described, and the names in its path', () => {
    const listed = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const found = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`),
    );
    expect(found.toSorted()).toEqual([...listed, ...served.map(({ model: name }) => `POST /v1/models/${name}/predict`)].toSorted());
    const ids = operations().map(([, operation]) => operation['operationId'] as string);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, operation] of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect((operation['parameters'] ?? []).filter((p: Loose) => p['in'] === 'path').map((p: Loose) => p['name'])).toEqual(named);
      for (const answer of Object.values(operation['responses'] as Loose)) expect(answer['$ref'] ?? answer['description']).toBeTruthy();
    }
    expect(operations().find(([path]) => path === '/livez')![1]['security']).toEqual([]);
    expect(operations().find(([path]) => path === '/v1/outcomes')![1]['security']).toEqual([{ bearer: ['label'] }]);
  });

  it('refers to what is there, and its schemas are sound', () => {
    const refs = [...parts(document)].flatMap((part) => (typeof part['$ref'] === 'string' ? [part['$ref']] : []));
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
    const schemas = [...parts(document)].flatMap((part) =>
      typeof part['schema'] === 'object' && part['schema'] !== null ? [part['schema']] : [],
    );
    for (const schema of schemas) expect(() => validatorOf(schema)).not.toThrow();
  });

  it('shows real rows with the answers that the model gives for them, and all of them keep to its schemas', () => {
    for (const version of served) {
      const operation = document.paths[`/v1/models/${version.model}/predict`]['post'] as Loose;
      const body = operation['requestBody'].content['application/json'];
      const answer = operation['responses']['200'].content['application/json'];
      const fault = operation['responses']['422'].content['application/problem+json'];
      expect(Object.keys(body.examples)).toEqual(['plain', 'explained']);
      for (const [part, value] of [
        [body, body.examples.plain.value],
        [body, body.examples.explained.value],
        [answer, answer.examples.plain.value],
        [answer, answer.examples.explained.value],
        [fault, fault.examples.missing.value],
      ] as const) {
        const validate = validatorOf(part.schema);
        expect([validate(value), validate.errors]).toEqual([true, null]);
      }
      const [row] = body.examples.plain.value.rows as Loose[];
      const margins = version.open.rowMargins({ ...row, ...('at' in row ? { at: Date.parse(row['at']) } : {}) });
      const said = version.said(margins, 0, row as never);
      const [prediction] = answer.examples.plain.value.predictions as Loose[];
      expect(prediction['value']).toBe(said.value);
      expect(prediction['probability'] ?? null).toBe(said.probability);
      expect([prediction['interval'] !== undefined, prediction['set'] !== undefined]).toEqual([
        version.model === 'spend',
        version.model === 'segment',
      ]);
      expect(answer.examples.explained.value.predictions[0].reasons.length).toBeGreaterThan(0);
      expect(fault.examples.missing.value).toMatchObject({
        code: 'MW_SERVE_ROW',
        status: 422,
        index: 0,
        column: version.open.content.inputs[0],
      });
    }
  });

  it('says of columns what is known, and of predictions what the task gives', () => {
    const { schemas } = document.components as unknown as { schemas: Record<string, Loose> };
    const columns = schemas['churn.row']['properties'];
    expect(columns.tenure).toMatchObject({ type: 'integer', description: 'Months <b>with</b> us.' });
    expect(columns.bill.description).toBe('In USD.');
    expect(columns.at.description).toBe('Written ISO 8601; without a zone it is UTC.');
    expect(columns.plan['x-known-levels'].toSorted()).toEqual(['monthly', 'trial', 'yearly']);
    expect(columns.id.description).toBe('Names the row; not read by the model.');
    expect(columns.left).toBeUndefined();
    expect(schemas['churn.prediction']).toMatchObject({
      required: ['id', 'value', 'probability', 'decision'],
      properties: { value: { enum: ['No', 'Yes'] }, decision: { enum: ['call', ''] } },
    });
    expect(schemas['segment.prediction']['required']).toEqual(['id', 'value', 'probabilities', 'set']);
    expect(schemas['segment.prediction']['properties'].probabilities.required.toSorted()).toEqual(['basic', 'gold', 'silver']);
    expect(schemas['spend.prediction']).toMatchObject({ required: ['id', 'value', 'interval'], properties: { value: { type: 'number' } } });
  });

  it('lists codes of the server, none of the command line', () => {
    expect(codesOf(422)).toEqual(expect.arrayContaining(['MW_SERVE_REQUEST', 'MW_SERVE_ROW']));
    expect([...codesOf(404), ...codesOf(409)].filter((code) => /CLI|CLIENT/.test(code))).toEqual([]);
    expect((document.components.responses['Problem401'] as Loose)['headers']).toHaveProperty('WWW-Authenticate');
    expect((document.components.responses['Problem503'] as Loose)['headers']).toHaveProperty('Retry-After');
  });

  it('of a server without models has the routes alone', () => {
    expect(Object.keys(openApiOf(routes, []).paths)).toHaveLength(new Set(routes.map(({ path }) => path)).size);
  });
});

describe('the page', () => {
  it('shows models, routes and errors, and lets no text in unescaped', () => {
    const html = docsPage(document);
    for (const text of [
      '/v1/models/churn/predict',
      'id="predict_segment"',
      '/v1/outcomes',
      'MW_SERVE_ROW',
      'Months &#60;b&#62;with&#60;/b&#62; us.',
    ])
      expect(html).toContain(text);
    expect(html).not.toContain('Months <b>');
    expect(html).not.toContain('undefined');
    expect(html).not.toContain('[object');
  });

  it('has nothing that a strict policy stops: no script or style in it, no handler, no other address', () => {
    const html = docsPage(document);
    expect(html).not.toMatch(/<script(?![^>]* src="\/docs\/)|<style|\sstyle=|\son\w+=|(src|href)="(https?:)?\/\//);
    const open = [...html.matchAll(/<(\w+)[\s>]/g)].map(([, tag]) => tag).filter((tag) => !['meta', 'link', 'br', 'input'].includes(tag));
    const closed = [...html.matchAll(/<\/(\w+)>/g)].map(([, tag]) => tag);
    expect(closed.toSorted()).toEqual(open.filter((tag) => tag !== 'doctype').toSorted());
  });

  it('gives bodies for routes without a real example that keep to their schemas', () => {
    for (const { schema } of routes) if (schema.body) expect(validatorOf(schema.body)(exampleOf(schema.body))).toBe(true);
  });
});

describe('examples', () => {
  it('spell times as the column does', () => {
    const ms = Date.UTC(2024, 1, 9, 4, 5, 6, 70);
    expect(timeText(ms, 'timestamp')).toBe('2024-02-09T04:05:06.070Z');
    expect(timeText(ms, 'date')).toBe('2024-02-09');
    expect(timeText(ms, 'timestamp', '%d/%m/%y %H:%M:%S.%f%z 100%%')).toBe('09/02/24 04:05:06.070000Z 100%');
  });

  it('know levels from features of every form', () => {
    expect([...knownLevels(served[0].open.content).keys()]).toEqual(['plan']);
    expect([...knownLevels(served[2].open.content)]).toEqual([]);
  });
});

describe('snippets', () => {
  it('are sound in a shell and in TypeScript, whatever the data holds', () => {
    const row = { plain: 1, 'two words': "it's $HOME `x` \\", 'a"b': null };
    const command = curlOf('POST', '/v1/models/x/predict', { rows: [row] }, true).replaceAll('curl', 'printf "%s\\n"');
    const sent = spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout.trimEnd().split('\n').at(-1)!;
    expect(JSON.parse(sent)).toEqual({ rows: [row] });
    const code = stripTypeScriptTypes(typescriptOf("it's", row, 'Yes'));
    const [, literal] = /predictOne\('it\\'s', ([^]*)\);/.exec(code)!;
    expect(new Function(`return ${literal}`)()).toEqual(row);
    expect(code.trimEnd().split('\n').at(-1)).toBe('// "Yes"');
  });
});
