import { ID_CHARACTERS } from '../../core/index.js';
import { reportItems, type ItemReport } from '../../model/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { count, nameParam, problems } from './schemas.js';

/** Reports of one request: a few dozen milliseconds of the store. */
const MOST_ITEMS = 2000;

/** What columns may be reported to be, where nothing is known of them. */
const columns: JsonSchema = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
  description:
    'What the columns of the items’ table say from now on. Columns that are not named keep what is known, null says that nothing is known; of a new item every column must be named that may not be empty.',
};

const report: JsonSchema = {
  type: 'object',
  required: ['item'],
  additionalProperties: false,
  examples: [{ item: 'tea-pot', columns: { title: 'Tea pot', price: 24.9, inStock: true } }],
  properties: {
    item: {
      anyOf: [
        { type: 'string', minLength: 1, maxLength: ID_CHARACTERS },
        { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      ],
      description: 'The id of the item, as events name it. A number means its text.',
    },
    columns,
    removed: { type: 'boolean', description: 'True: on no list from now on. False: on offer again. Absent: as before.' },
  },
};

const refusal: JsonSchema = {
  type: 'object',
  required: ['index', 'item', 'rule', 'reason'],
  properties: {
    index: { type: 'integer', minimum: 0, description: 'Its place in the list, from 0.' },
    item: { type: 'string' },
    column: { type: 'string' },
    rule: { type: 'string', description: 'What it breaks: unknown, missing, empty, number …, or a check of the table of items.' },
    reason: { type: 'string', description: 'What is wrong, in words.' },
  },
};

/** What there is to recommend, as it changes. */
export const itemRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/models/:model/items',
    scope: 'label',
    summary:
      'Takes new, changed and removed items: durable when it is answered, on lists within a second, and known to the next training; the same report again changes nothing.',
    schema: {
      params: { type: 'object', required: ['model'], properties: { model: nameParam } },
      body: {
        type: 'object',
        required: ['items'],
        additionalProperties: false,
        properties: { items: { type: 'array', minItems: 1, maxItems: MOST_ITEMS, items: report } },
      },
      response: {
        '200': {
          type: 'object',
          required: ['model', 'version', 'added', 'changed', 'unchanged', 'refused'],
          properties: {
            model: { type: 'string' },
            version: { type: 'integer', description: 'The version by whose table of items the reports were read.' },
            added: count('Items that were not known before.'),
            changed: count('Items of which something else is known now.'),
            unchanged: count('Items of which all that was known.'),
            refused: { type: 'array', items: refusal, description: 'Reports that break the table; the others are taken.' },
          },
        },
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
      },
    },
    handle: async ({ run, live }, { params, body }) => {
      const { open } = await live.findRecommender(params['model']);
      const reported = await reportItems(open, (body as { readonly items: readonly ItemReport[] }).items, run);
      if (reported.added + reported.changed > 0) await live.refreshItems();
      return { status: 200, body: reported, about: { model: reported.model, items: reported.added + reported.changed } };
    },
  },
];
