import type { LiveRecommender } from '../live/live-recommender.js';
import { listBody } from '../recommend/list-body.js';
import type { JsonSchema, Route } from '../route.js';
import { EXAMPLE_ID } from './examples.js';
import { filterSchemaOf, itemSchemaOf } from './item-schemas.js';
import { VERSION } from './model-operation.js';
import { operationOf, schemaRef, withExample, type Part } from './operation.js';

type Described = Omit<Route<never>, 'handle'>;

/** The schemas of a served recommender: of the columns of its items, and of what they may be asked for. */
export const listSchemas = ({ model, version, open }: LiveRecommender): readonly (readonly [string, JsonSchema])[] => [
  [`${model}.item`, { title: `The columns of an item of ${model}`, [VERSION]: version, ...itemSchemaOf(open) }],
  [`${model}.filter`, { title: `Which items of ${model}`, ...filterSchemaOf(open) }],
];

/** What a served recommender makes of the general route: its own path and filters, and a real example. */
export function listOperation(route: Described, live: LiveRecommender): Part {
  const { model } = live;
  const { params: _, ...schema } = route.schema;
  const properties = schema.body!['properties'] as Readonly<Record<string, JsonSchema>>;
  const request = exampleRequest(live);
  const body = { ...schema.body, properties: { ...properties, filter: schemaRef(`${model}.filter`) }, examples: [request] };
  const answer = {
    ...schema.response['200'],
    properties: { ...(schema.response['200']['properties'] as object), model: { const: model } },
  };
  const operation = operationOf({
    ...route,
    path: `/v1/models/${model}/recommend`,
    schema: { ...schema, body, response: { ...schema.response, 200: answer } },
  });
  return withExample(
    { ...operation, operationId: `recommend_${model}`, summary: `Recommends items by ${model}.`, description: wordsOf(live) },
    { request, answer: exampleAnswer(live, request) },
  );
}

const wordsOf = ({ version, open }: LiveRecommender): string =>
  `Version ${version} answers with ${open.items.length} items. Who is not known is recommended what most users take.`;

interface ExampleRequest {
  readonly history: readonly string[];
  readonly k: number;
  readonly explain: number;
}

/** Somebody who took the two items that most users take. */
const exampleRequest = ({ open }: LiveRecommender): ExampleRequest => ({
  history: open.recommend({ history: [], k: 2 }).items.map(({ item }) => item),
  k: 3,
  explain: 1,
});

function exampleAnswer(by: LiveRecommender, { history, k, explain }: ExampleRequest): object {
  const list = by.open.recommend({ history: history.map((item) => ({ item })), k, reasons: explain });
  return listBody({ ...list, id: EXAMPLE_ID, by, logged: true, tell: undefined });
}
