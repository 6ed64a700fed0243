import { maxTimeMs } from '../../expr/index.js';
import type { ServeContext } from '../context.js';
import { listBody } from '../recommend/list-body.js';
import { recommend, type AnsweredList } from '../recommend/recommend.js';
import { MOST_K, readWish, USUAL_K, type AskedFor, type RecommendRequest } from '../recommend/wish.js';
import type { JsonSchema, Route, RouteAnswer } from '../route.js';
import { modelParam, problems } from './schemas.js';

/** Entries of a history that is sent. */
const MOST_HISTORY = 10_000;
const MOST_REASONS = 10;
const MOST_COLUMNS = 100;
/** Characters of an id. */
const ID_CHARACTERS = 300;

const id = (description: string): JsonSchema => ({
  anyOf: [
    { type: 'string', minLength: 1, maxLength: ID_CHARACTERS },
    { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  ],
  description: `${description} A number means its text.`,
});
const k: JsonSchema = { type: 'integer', minimum: 1, maximum: MOST_K, description: `How many items; absent means ${USUAL_K}.` };

const taken: JsonSchema = {
  anyOf: [
    ...(id('')['anyOf'] as readonly JsonSchema[]),
    {
      type: 'object',
      required: ['item'],
      additionalProperties: false,
      properties: {
        item: id('What was taken.'),
        at: {
          anyOf: [
            { type: 'string', minLength: 1, maxLength: 40 },
            { type: 'number', minimum: -maxTimeMs, maximum: maxTimeMs },
          ],
          description: 'When: ISO 8601, or milliseconds since 1970.',
        },
        type: {
          type: 'string',
          minLength: 1,
          maxLength: ID_CHARACTERS,
          description: 'view, purchase …, as the events of training say it.',
        },
      },
    },
  ],
};

const cell: JsonSchema = { type: ['string', 'number', 'boolean', 'null'] };
const cells: JsonSchema = { anyOf: [cell, { type: 'array', minItems: 1, maxItems: 1000, items: cell }] };
const bound: JsonSchema = { type: ['string', 'number'] };

/** What the columns of items may be asked for, where nothing is known of the columns. */
export const filterSchema: JsonSchema = {
  type: 'object',
  additionalProperties: {
    anyOf: [
      ...(cells['anyOf'] as readonly JsonSchema[]),
      { type: 'object', additionalProperties: false, properties: { lt: bound, lte: bound, gt: bound, gte: bound, not: cells } },
    ],
  },
  description:
    'Only items whose columns pass all of it: a value, one of several, or an order. {"category": ["tea", "cups"], "price": {"lt": 20}}; null asks for what is not known.',
};

const reason: JsonSchema = {
  type: 'object',
  required: ['effect', 'text'],
  properties: {
    item: { type: 'string', description: 'The item of the history that it is owed to; absent for a reason of another kind.' },
    effect: { type: 'number', description: 'Its share of the score.' },
    text: { type: 'string', description: 'In English.' },
  },
};

/** A list of items, as every route gives it. */
export const listSchema: JsonSchema = {
  type: 'object',
  required: ['model', 'version', 'id', 'logged', 'items', 'notes'],
  properties: {
    model: { type: 'string' },
    version: { type: 'integer', description: 'The version that made the list.' },
    id: { type: 'string', format: 'uuid', description: 'Send it back with the events that come of the list.' },
    logged: { type: 'boolean', description: 'The list is kept durably. False when the log is off, asynchronous, or its database is away.' },
    items: {
      type: 'array',
      description: 'The best first; fewer than asked for where there are no more, as `notes` says then.',
      items: {
        type: 'object',
        required: ['item', 'score'],
        properties: {
          item: { type: 'string' },
          score: { type: 'number', description: 'Higher is better; only the order means something.' },
          columns: {
            type: 'object',
            additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
            description: 'The columns that were asked for; null where the table of items says nothing.',
          },
          reasons: { type: 'array', items: reason, description: 'Where they were asked for, the strongest first.' },
        },
      },
    },
    notes: {
      type: 'array',
      items: { type: 'string' },
      description: 'What to know of the list: an unknown user, a filter that left too little.',
    },
  },
};

function told(answered: AnsweredList): RouteAnswer {
  const { by, items } = answered;
  return { status: 200, body: listBody(answered), about: { model: by.model, version: by.version, items: items.length } };
}

const response = { '200': listSchema, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503) };
const itemParam: JsonSchema = { type: 'string', minLength: 1, maxLength: ID_CHARACTERS, description: 'The id of an item.' };
const countQuery: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    k: { type: 'string', pattern: '^([1-9][0-9]{0,2}|1000)$', description: `How many items, 1 to ${MOST_K}; absent means ${USUAL_K}.` },
  },
};

/** A list that a path names. */
function listRoute(path: string, summary: string, of: (item: string) => AskedFor): Route<ServeContext> {
  const named = path.includes(':item');
  return {
    method: 'GET',
    path: `/v1/models/:model/${path}`,
    scope: 'predict',
    summary,
    schema: {
      params: {
        type: 'object',
        required: named ? ['model', 'item'] : ['model'],
        properties: { model: modelParam, ...(named ? { item: itemParam } : {}) },
      },
      query: countQuery,
      response,
    },
    handle: async (context, { params, query }) => {
      const asked = { of: of(params['item'] ?? ''), k: Number(query['k'] ?? USUAL_K), filter: undefined, reasons: 0, columns: [] };
      return told(await recommend(context, params['model'], asked));
    },
  };
}

/** Lists of items: for users, for histories, and for items. */
export const recommendRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/models/:model/recommend',
    scope: 'predict',
    summary: 'Recommends items to a user or for a history, or items like one; says why when asked to.',
    schema: {
      params: { type: 'object', required: ['model'], properties: { model: modelParam } },
      body: {
        type: 'object',
        additionalProperties: false,
        description: 'Exactly one of user, history and item.',
        examples: [{ user: '42', k: 10 }],
        properties: {
          user: id('Whom to recommend to: by all that is known that they did, a second ago included.'),
          history: { type: 'array', maxItems: MOST_HISTORY, items: taken, description: 'What somebody did, the oldest first.' },
          item: id('For items like this one.'),
          k,
          filter: filterSchema,
          explain: {
            anyOf: [{ type: 'boolean' }, { type: 'integer', minimum: 1, maximum: MOST_REASONS }],
            description: 'How many reasons to give per item; true is 3.',
          },
          columns: {
            type: 'array',
            maxItems: MOST_COLUMNS,
            items: { type: 'string' },
            description: 'Columns of the table of items to tell of each: ["title", "price"].',
          },
        },
      },
      response,
    },
    handle: async (context, { params, body }) =>
      told(await recommend(context, params['model'], readWish(body as RecommendRequest, context.clock()))),
  },
  listRoute('similar/:item', 'Lists the items most alike one, by what users do with them.', (item) => ({ kind: 'similar', item })),
  listRoute('together/:item', 'Lists what is taken together with an item, the surest first.', (item) => ({ kind: 'together', item })),
  listRoute('trending', 'Lists what is taken more than before.', () => ({ kind: 'trending' })),
];
