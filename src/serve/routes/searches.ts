import type { AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import {
  anchorsOfValues,
  counterfactualsOfValues,
  type AnchorOptions,
  type AnswerHead,
  type CounterfactualOptions,
  type OpenModel,
  type ReferenceSketch,
} from '../../model/index.js';
import { readRows, type RawRow } from '../answer/predict.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route, RouteRequest } from '../route.js';
import { modelParam, problems } from './schemas.js';

/** Rows of one request: each takes some tenths of a second. */
const MOST_ROWS = 10;
/** Rows that the model may be asked about for one of them. */
const MOST_EVALUATIONS = 40_000;

const rows: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: MOST_ROWS,
  items: { type: 'object' },
  description: "Rows that keep to the model's schema.",
};
const columns = (description: string): JsonSchema => ({ type: 'array', items: { type: 'string' }, description });
const evaluations = (usual: string): JsonSchema => ({
  type: 'integer',
  minimum: 100,
  maximum: MOST_EVALUATIONS,
  description: `Rows that the model is asked about for one row; absent means ${usual}.`,
});

const value: JsonSchema = { type: ['number', 'string', 'boolean', 'null'] };
const share: JsonSchema = {
  type: 'object',
  required: ['value', 'low', 'high'],
  description: 'With its 95% interval.',
  properties: { value: { type: 'number' }, low: { type: 'number' }, high: { type: 'number' } },
};

const head: JsonSchema = {
  model: { type: 'string' },
  version: { type: 'integer' },
  task: { type: 'string' },
  target: { type: ['string', 'null'] },
  positive: { type: 'string', description: 'Two classes: whose probability it is.' },
};
const answer: JsonSchema = {
  prediction: { type: ['number', 'string'] },
  probability: { type: 'number', description: 'Two classes: of the positive one; several: of the predicted one.' },
  decision: { type: 'string', description: 'Where money is declared: what to do, or nothing.' },
  undecided: { type: 'string' },
};

const counterfactual: JsonSchema = {
  type: 'object',
  required: ['prediction', 'changes', 'cost', 'text'],
  properties: {
    ...answer,
    changes: {
      type: 'array',
      items: { type: 'object', required: ['column', 'from', 'to'], properties: { column: { type: 'string' }, from: value, to: value } },
    },
    cost: { type: 'number', description: "What the changes cost by the schema's annotations." },
    text: { type: 'string', description: 'In English.' },
  },
};

const condition: JsonSchema = {
  type: 'object',
  required: ['feature', 'kind', 'missing'],
  description: 'Of a number from `from` on and below `below`, null being no end; else one of `levels`; `missing`: or missing.',
  properties: {
    feature: { type: 'string' },
    kind: { enum: ['number', 'levels'] },
    from: { type: ['number', 'null'] },
    below: { type: ['number', 'null'] },
    levels: { type: 'array', items: { type: ['string', 'boolean'] } },
    missing: { type: 'boolean' },
  },
};

type Search = (
  model: OpenModel<AnyTask>,
  sketch: ReferenceSketch,
  rows: readonly RowValues[],
  options: object,
  signal: AbortSignal,
) => Promise<AnswerHead>;

/** One search over the rows of a request, done in its turn. */
const searching =
  (search: Search) =>
  async ({ live, searches }: ServeContext, { params, body, gone }: RouteRequest) => {
    const { rows: raw, ...options } = body as { readonly rows: readonly RawRow[] };
    const version = await live.find(params['model']);
    const values = readRows(version.wholeReader(), raw);
    const found = await searches.run(gone(), async (signal) => search(version.open, await version.sketch(), values, options, signal));
    return { status: 200, body: found, about: { model: version.model, version: version.version, rows: values.length } };
  };

const asked = (what: string, properties: JsonSchema, told: JsonSchema): Route<ServeContext>['schema'] => ({
  params: { type: 'object', required: ['model'], properties: { model: modelParam } },
  body: { type: 'object', required: ['rows'], additionalProperties: false, properties: { rows, ...properties } },
  response: {
    '200': {
      type: 'object',
      required: ['model', 'version', 'task', 'target', 'rows'],
      description: what,
      properties: { ...head, ...told },
    },
    ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
  },
});

/** What would have to change in rows, and what holds their answers. */
export const searchRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/models/:model/counterfactuals',
    scope: 'predict',
    summary: 'Says what would have to be different in rows for another answer, each way scored again to prove it.',
    schema: asked(
      'As `explain --counterfactual --json` answers.',
      {
        want: {
          anyOf: [
            { type: 'string' },
            { type: 'object', additionalProperties: false, properties: { atLeast: { type: 'number' }, below: { type: 'number' } } },
          ],
          description: 'A label, the act or "nothing", or a range: "<0.3", ">=0.7", "200..300". Absent: the other decision or label.',
        },
        change: columns('These columns alone may change.'),
        keep: columns('These columns stay as they are.'),
        most: { type: 'integer', minimum: 1, maximum: 10, description: 'Ways per row; absent means 3.' },
        mostChanges: { type: 'integer', minimum: 1, maximum: 8, description: 'Columns that one way may change; absent means 4.' },
        evaluations: evaluations('20,000'),
      },
      {
        changeable: columns('The columns that could have changed.'),
        rows: {
          type: 'array',
          items: {
            type: 'object',
            required: ['prediction', 'want', 'already', 'counterfactuals'],
            properties: {
              ...answer,
              want: { type: 'string', description: 'What was looked for, in words.' },
              already: { type: 'boolean', description: 'The row is answered so as it is.' },
              counterfactuals: { type: 'array', items: counterfactual, description: 'Cheapest first.' },
              nearest: { ...counterfactual, description: 'Where none leads there, the change that comes nearest.' },
            },
          },
        },
      },
    ),
    handle: searching((model, sketch, all, options, signal) =>
      counterfactualsOfValues(model, sketch, all, options as CounterfactualOptions, signal),
    ),
  },
  {
    method: 'POST',
    path: '/v1/models/:model/anchors',
    scope: 'predict',
    summary: 'Says for rows which short rule holds the answer, whatever the other columns are.',
    schema: asked(
      'As `explain --anchor --json` answers.',
      {
        precision: {
          type: 'number',
          minimum: 0.5,
          maximum: 0.999,
          description: 'Of the rows under a rule, the share that shall get the same answer; absent means 0.95.',
        },
        within: { type: 'number', exclusiveMinimum: 0, description: 'Of a number, due there: how near to it counts as the same.' },
        mostConditions: { type: 'integer', minimum: 1, maximum: 10, description: 'Conditions of one rule; absent means 6.' },
        evaluations: evaluations('40,000'),
      },
      {
        precision: { type: 'number' },
        among: {
          type: 'object',
          description: 'Which rows the rules are about: made column by column of what is kept of the training rows.',
          properties: { kind: { enum: ['made', 'file'] }, rows: { type: 'integer' } },
        },
        columns: columns('The columns that a rule could speak of.'),
        rows: {
          type: 'array',
          items: {
            type: 'object',
            required: ['prediction', 'held', 'conditions', 'precision', 'coverage', 'reached', 'text'],
            properties: {
              ...answer,
              held: { type: 'string', description: 'What stays the same, in words.' },
              conditions: { type: 'array', items: condition },
              precision: share,
              coverage: share,
              reached: { type: 'boolean', description: 'Whether the precision that was asked for is sure.' },
              text: { type: 'string', description: 'In English.' },
            },
          },
        },
      },
    ),
    handle: searching((model, sketch, all, options, signal) => anchorsOfValues(model, sketch, all, options as AnchorOptions, signal)),
  },
];
