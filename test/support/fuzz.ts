import { Agent, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { random, type Random } from '../../src/core/index.js';
import type { JsonSchema } from '../../src/serve/index.js';
import { routes } from '../../src/serve/routes/index.js';
import { problemSchema } from '../../src/serve/routes/schemas.js';
import { mutated, mutatedBytes, type Draft } from './fuzz-mutations.js';
import { requestBytes, sendRaw, type RawRequest } from './raw-http.js';
import { goodRow, type Served } from './served.js';

/** What came of many mutated requests. */
export interface FuzzResult {
  readonly sent: number;
  /** How often each status was answered; 0: the connection ended without an answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that break a promise, the first twenty, in words. */
  readonly faults: readonly string[];
}

type Route = Pick<(typeof routes)[number], 'method' | 'path' | 'schema'>;
type Check = (value: unknown) => boolean;

/** What may be answered whatever the route declares: there is no such route, or the guard was not passed. */
const ANYWHERE = new Set([400, 401, 403, 404, 405, 408, 413, 415, 417, 421, 422, 429, 431]);

/**
 * Sends requests made from valid ones of every route by seeded changes: bodies, types, sizes, methods, paths, headers; one in `rawEvery` has
 * its bytes changed too and goes over a socket of its own. Every answer must have a status and a body that the route declares, or be a refusal in
 * the one form of errors; nothing may answer 5xx, but for 503 when the machine itself is too busy. `valid`: other requests to begin with.
 */
export async function fuzz(
  served: Served,
  options: { readonly requests: number; readonly seed: number; readonly rawEvery?: number; readonly valid?: readonly RawRequest[] },
): Promise<FuzzResult> {
  const { requests, seed, rawEvery = 30 } = options;
  const judge = openJudge();
  const seeds = options.valid ?? seedsOf(served);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const statuses: Record<string, number> = {};
  const faults: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < requests) {
      const draw = random(seed, 'request', next++);
      const draft = mutated(seeds[draw.int(seeds.length)], `127.0.0.1:${served.port}`, draw);
      const answer = await send(served.port, agent, draft, draw.int(rawEvery) === 0 ? draw : undefined);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const fault = judge(draft, answer);
      if (fault !== undefined && faults.length < 100)
        faults.push(`${fault}: ${JSON.stringify({ ...draft, body: draft.body?.slice(0, 300) })}`.slice(0, 1200));
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  agent.destroy();
  return { sent: requests, statuses, faults };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** The request's bytes were changed: it may be answered as another one. */
  readonly raw: boolean;
}

async function send(port: number, agent: Agent, draft: Draft, raw: Random | undefined): Promise<Answer> {
  if (raw) return overSocket(port, mutatedBytes(requestBytes(port, draft), raw));
  try {
    return await overClient(port, agent, draft);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (/^ERR_(INVALID_CHAR|UNESCAPED_CHARACTERS|HTTP_INVALID_HEADER_VALUE)$/.test(code))
      return overSocket(port, requestBytes(port, draft));
    return { status: 0, type: '', body: code, raw: false };
  }
}

async function overSocket(port: number, bytes: Buffer): Promise<Answer> {
  const { status, headers, body } = await sendRaw(port, bytes, { quietMs: 300 });
  return { status, type: headers['content-type'] ?? '', body, raw: true };
}

function overClient(port: number, agent: Agent, { method, path, headers, body, host }: Draft): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const flat = [['Host', host], ...headers, ...(body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]])].flat();
    const request = httpRequest({ port, host: '127.0.0.1', agent, method, path, headers: flat, setHost: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (bytes: Buffer) => chunks.push(bytes));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
          raw: false,
        }),
      );
    });
    request.on('error', reject);
    request.setTimeout(10_000, () => request.destroy(new Error('no answer in 10 s')));
    request.end(body);
  });
}

/** Says what is wrong with an answer. */
function openJudge(): (draft: Draft, answer: Answer) => string | undefined {
  const compile = compiler();
  const known = routes.map((route) => ({ method: route.method, pattern: patternOf(route.path), checks: checksOf(route, compile) }));
  const problem = compile(problemSchema);
  return (draft, { status, type, body, raw }) => {
    if (status === 0) return raw || (draft.body?.length ?? 0) > 1 << 20 || draft.method === 'HEAD' ? undefined : `no answer (${body})`;
    if (status === 503 && body.includes('"MW_SERVE_OVERLOADED"')) return undefined;
    if (status >= 500) return `${status} ${body.slice(0, 200)}`;
    if (draft.method === 'HEAD' || (raw && body === '')) return undefined;
    if (status >= 400) {
      if (!ANYWHERE.has(status) && !known.some(({ checks }) => checks.has(status))) return `undeclared ${status} ${body.slice(0, 200)}`;
      return type.startsWith('application/problem+json') && problem(parsed(body))
        ? undefined
        : `no problem document: ${status} ${type} ${body.slice(0, 200)}`;
    }
    if (raw) return undefined;
    const path = draft.path.split(/[?#]/)[0];
    const route = known.find(({ method, pattern }) => method === draft.method && pattern.test(path));
    const check = route?.checks.get(status);
    if (check === undefined) return `undeclared ${status}`;
    return !type.includes('json') || check(parsed(body)) ? undefined : `outside the schema: ${status} ${body.slice(0, 300)}`;
  };
}

const checksOf = (route: Route, compile: (schema: JsonSchema) => Check): ReadonlyMap<number, Check> =>
  new Map(Object.entries(route.schema.response).map(([status, schema]) => [Number(status), compile(schema)]));

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);

/** Fastify's own validator, which is no direct dependency. */
function compiler(): (schema: JsonSchema) => Check {
  const within = createRequire(createRequire(import.meta.url).resolve('fastify'));
  const { Ajv2020 } = within('ajv/dist/2020.js') as { Ajv2020: new (options: object) => { compile: (schema: JsonSchema) => Check } };
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return (schema) => ajv.compile(schema);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A valid request of every route, by every kind of token that it may meet, and of the documentation where it is served. */
function seedsOf(served: Served): readonly RawRequest[] {
  const tokens = [
    served.tokens.admin,
    served.tokens.admin,
    served.tokens.admin,
    served.tokens.predict,
    served.tokens.label,
    served.tokens.read,
  ];
  return routes.flatMap(({ method, path, schema }) =>
    tokens.map((token): RawRequest => {
      const body = schema.body ? JSON.stringify(exampleOf(schema.body)) : undefined;
      const headers: [string, string][] = [
        ['Authorization', `Bearer ${token}`],
        ...(body === undefined ? [] : [['Content-Type', 'application/json'] as [string, string]]),
      ];
      return { method, path: path.replace(':model', 'churn').replace(':alias', 'challenger').replaceAll(/:\w+/g, 'x'), headers, body };
    }),
  );
}

/** A document that keeps to a schema, good enough to be changed from. */
function exampleOf(schema: JsonSchema, name = ''): unknown {
  if (name === 'rows') return [goodRow, { ...goodRow, plan: null }];
  const any = schema['anyOf'] as readonly JsonSchema[] | undefined;
  if (any) return exampleOf(any[0], name);
  const type = Array.isArray(schema['type']) ? (schema['type'] as string[])[0] : schema['type'];
  if (type === 'object')
    return Object.fromEntries(
      Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([key, inner]) => [key, exampleOf(inner, key)]),
    );
  if (type === 'array') return [exampleOf((schema['items'] ?? {}) as JsonSchema)];
  if (type === 'integer') return 1;
  if (type === 'number') return 50;
  if (type === 'boolean') return true;
  return schema['format'] === 'date-time' || name === 'at' ? '2026-01-01T00:00:00.000Z' : 'champion';
}
