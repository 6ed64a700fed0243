import type { JsonSchema, Route } from '../route.js';
import { problemSchema } from '../routes/schemas.js';
import type { LiveRecommender } from '../live/live-recommender.js';
import { listOperation, listSchemas } from './list-operation.js';
import { modelOperation, modelSchemas, type ServedModel } from './model-operation.js';
import { operationOf, problemResponse, templateOf, type Part } from './operation.js';

/** An OpenAPI 3.1 document. */
export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: Part;
  readonly servers: readonly Part[];
  readonly tags: readonly Part[];
  readonly security: readonly Part[];
  /** By path, by method in small letters. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Part>>>>;
  readonly components: Readonly<Record<'schemas' | 'responses' | 'headers' | 'securitySchemes', Readonly<Record<string, Part>>>>;
}

/** Routes as they are described, whatever they are handled with. */
export type DescribedRoute = Omit<Route<never>, 'handle'>;

const PREDICT = '/v1/models/:model/predict';
const RECOMMEND = '/v1/models/:model/recommend';
const TAGS = {
  predict: 'Predictions of rows, and why.',
  recommend: 'Lists of items, and why.',
  events: 'What users do, as it happens.',
  outcomes: 'What became true of predictions.',
  models: 'What is registered and what answers, aliases and routing.',
  server: 'Health, metrics and this document.',
};

/**
 * The document of a server: every route, and for each served version a path of its own with the schema of its rows and a real row of its training data
 * with its real answer, or with what the items of its lists may be asked for. `version` is the program's.
 */
export function openApiOf(
  routes: readonly DescribedRoute[],
  models: readonly ServedModel[],
  version = 'unknown',
  recommenders: readonly LiveRecommender[] = [],
): OpenApi {
  const general = routes.find(({ path }) => path === PREDICT);
  const own = general
    ? models.map((model) => [`/v1/models/${model.model}/predict`, { post: modelOperation(general, model) }] as const)
    : [];
  const lists = routes.find(({ path }) => path === RECOMMEND);
  const listing = lists
    ? recommenders.map((one) => [`/v1/models/${one.model}/recommend`, { post: listOperation(lists, one) }] as const)
    : [];
  const shared = Map.groupBy(routes, ({ path }) => templateOf(path));
  const byPath = [...shared].map(
    ([path, list]) => [path, Object.fromEntries(list.map((r) => [r.method.toLowerCase(), operationOf(r)]))] as const,
  );
  return {
    openapi: '3.1.1',
    info: { title: 'Millwright', version, description: 'Predictions of registered models, and what became true of them.' },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{ bearer: [] }],
    paths: Object.fromEntries([...own, ...listing, ...byPath]),
    components: {
      schemas: {
        Problem: problemSchema,
        ...Object.fromEntries(general ? models.flatMap((model) => modelSchemas(general, model)) : []),
        ...Object.fromEntries(recommenders.flatMap(listSchemas)),
      },
      responses: Object.fromEntries(problemStatuses(routes).map((status) => [`Problem${status}`, problemResponse(Number(status))])),
      headers: {
        'X-Request-Id': {
          description: "The request's name in the server's log; the caller's own when it sent a sound one.",
          schema: { type: 'string' },
        },
      },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token made with `millwright token create`; its scopes say what it may do.',
        },
      },
    },
  };
}

const problemStatuses = (routes: readonly DescribedRoute[]): readonly string[] =>
  [
    ...new Set(
      routes.flatMap(({ schema }) => Object.entries<JsonSchema>(schema.response).flatMap(([s, of]) => (of === problemSchema ? [s] : []))),
    ),
  ].toSorted();
