import { STATUS_CODES } from 'node:http';
import { isOpenOnLoopback } from '../guard/index.js';
import type { JsonSchema, Route } from '../route.js';
import { problemSchema } from '../routes/schemas.js';
import { codesOf } from './error-codes.js';

type Described = Omit<Route<never>, 'handle'>;

/** A part of the document. */
export type Part = Readonly<Record<string, unknown>>;

/** A reference to a schema of the document. */
export const schemaRef = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });

const ref = (to: string): Part => ({ $ref: `#/components/${to}` });

/** `/v1/models/:model/predict` as OpenAPI writes it. */
export const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** One route as an operation: its words, parameters, body, answers, and the scope that a token needs. */
export function operationOf(route: Described): Part {
  const { method, path, scope, summary, schema } = route;
  return {
    operationId: idOf(method, path),
    summary,
    tags: [tagOf(path)],
    security: scope === 'open' ? [] : [{ bearer: [scope] }, ...(isOpenOnLoopback(path) ? [{}] : [])],
    ...(schema.params || schema.query ? { parameters: [...parameters('path', schema.params), ...parameters('query', schema.query)] } : {}),
    ...(schema.body ? { requestBody: { required: true, content: { 'application/json': { schema: schema.body } } } } : {}),
    responses: Object.fromEntries(Object.entries(schema.response).map(([status, answer]) => [status, responseOf(status, answer)])),
  };
}

/** `POST /v1/models/:model/predict` is `postModelsModelPredict`. */
const idOf = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .replace(/^\/v1/, '')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

const tagOf = (path: string): string => {
  if (!path.startsWith('/v1/')) return 'server';
  if (path.endsWith('/predict')) return 'predict';
  return LISTS.test(path) ? 'recommend' : (path.split('/')[2] ?? '');
};

const LISTS = /\/(recommend|trending|(similar|together)\/:item)$/;

function parameters(place: 'path' | 'query', schema: JsonSchema | undefined): readonly Part[] {
  const required = (schema?.['required'] ?? []) as readonly string[];
  return Object.entries((schema?.['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: own,
  }));
}

function responseOf(status: string, schema: JsonSchema): Part {
  if (schema === problemSchema) return ref(`responses/Problem${status}`);
  const type = schema['type'] === 'string' ? ((schema['contentMediaType'] as string | undefined) ?? 'text/plain') : 'application/json';
  return {
    description: STATUS_CODES[status] ?? status,
    headers: { 'X-Request-Id': ref('headers/X-Request-Id') },
    content: { [type]: { schema } },
  };
}

/** The shared answer of every error of a status, with the codes that it may carry. */
export function problemResponse(status: number): Part {
  const codes = codesOf(status);
  const waits = status === 429 || status === 503;
  return {
    description: `${STATUS_CODES[status] ?? status}${codes.length > 0 ? `: ${codes.map((code) => `\`${code}\``).join(', ')}` : ''}`,
    headers: {
      'X-Request-Id': ref('headers/X-Request-Id'),
      ...(waits ? { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } } } : {}),
      ...(status === 401 ? { 'WWW-Authenticate': { schema: { type: 'string' } } } : {}),
    },
    content: { 'application/problem+json': { schema: ref('schemas/Problem') } },
  };
}

type Content = Part & { readonly content: Readonly<Record<string, Part>> };

/** Puts named examples into a body or an answer. */
export const withIn = (part: Part, type: string, examples: Part): Part => {
  const { content } = part as Content;
  return { ...part, content: { ...content, [type]: { ...content[type], examples } } };
};

/** Puts one real request and its answer into an operation. */
export function withExample(operation: Part, { request, answer }: { readonly request: object; readonly answer: object }): Part {
  const { requestBody, responses } = operation as { readonly requestBody: Part; readonly responses: Readonly<Record<string, Part>> };
  return {
    ...operation,
    requestBody: withIn(requestBody, 'application/json', { plain: { summary: 'A history', value: request } }),
    responses: { ...responses, 200: withIn(responses['200'], 'application/json', { plain: { summary: 'Its list', value: answer } }) },
  };
}
