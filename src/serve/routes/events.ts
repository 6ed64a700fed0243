import type { ReportedEvent } from '../../monitor/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { count, problems } from './schemas.js';

const id = (description: string): JsonSchema => ({ type: ['string', 'number'], description });
const amount = (description: string): JsonSchema => ({ type: 'number', description });

const event: JsonSchema = {
  type: 'object',
  required: ['id', 'user', 'item'],
  additionalProperties: false,
  examples: [{ id: 'e-7f3a', user: 'ann', item: 'tea-pot', type: 'purchase', at: '2026-01-31T12:00:00Z', quantity: 1, price: 24.9 }],
  properties: {
    id: id('Names the event: the same id again is the same event, and changes nothing.'),
    user: id('Ids compare as text: 1 is "1".'),
    item: id('What it was done with.'),
    type: { type: 'string', description: 'What was done: view, cart, purchase …', examples: ['purchase'] },
    at: {
      type: ['string', 'integer'],
      format: 'date-time',
      description: 'When it happened, or milliseconds since 1970 (default: now). Any order; at most a minute in the future.',
    },
    value: amount('A rating, or how much the event weighs; not below 0.'),
    quantity: amount('How many pieces; not below 0.'),
    price: amount('Of one piece; not below 0.'),
    slate: { type: 'string', description: 'The id of the recommended list that it came from.' },
    source: {
      type: 'string',
      description: 'Which of several catalogues it is of, where recommenders of one project learn from events of their own.',
    },
  },
};

const refusal: JsonSchema = {
  type: 'object',
  required: ['index', 'code', 'reason'],
  properties: {
    index: { type: 'integer', minimum: 0, description: 'Its place in the list, from 0.' },
    code: { type: 'string', description: 'The stable name of the error.' },
    reason: { type: 'string', description: 'What is wrong, in words.' },
  },
};

/** What users do, as it happens. */
export const eventRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/events',
    scope: 'label',
    summary:
      'Takes what users do: durable when it is answered, and the next recommendation knows it; the same event again changes nothing.',
    schema: {
      body: {
        type: 'object',
        required: ['events'],
        additionalProperties: false,
        properties: { events: { type: 'array', minItems: 1, maxItems: 10_000, items: event } },
      },
      response: {
        '200': {
          type: 'object',
          required: ['taken', 'known', 'waiting', 'refused'],
          properties: {
            taken: count('New, and stored.'),
            known: count('Their ids were there before.'),
            waiting: count('Kept durably by this server while its database is away.'),
            refused: { type: 'array', items: refusal, description: 'Events that cannot be true; the others are taken.' },
          },
        },
        ...problems(400, 401, 403, 413, 415, 422, 429, 503),
      },
    },
    handle: async ({ behaviour, observe }, { body }) => {
      const took = await behaviour.take((body as { readonly events: readonly ReportedEvent[] }).events);
      observe.events({ ...took, refused: took.refused.length });
      return { status: 200, body: took, about: { events: took.taken } };
    },
  },
];
