import { mwError } from '../../core/index.js';
import { parseTime } from '../../expr/index.js';
import { liveExperiment } from '../../monitor/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { nameParam, problems } from './schemas.js';

const time = (description: string): JsonSchema => ({
  type: 'string',
  minLength: 1,
  maxLength: 40,
  description: `${description} ISO 8601.`,
});
const number: JsonSchema = { type: 'number' };
const text: JsonSchema = { type: 'string' };
const interval: JsonSchema = {
  type: 'object',
  required: ['value', 'low', 'high'],
  properties: { value: number, low: number, high: number },
};

const against: JsonSchema = {
  type: 'object',
  required: ['arm', 'verdict', 'difference', 'pValue'],
  properties: {
    arm: text,
    verdict: {
      enum: ['better', 'worse', 'open', 'early', 'none'],
      description: 'none: the experiment is broken; early: too few visitors.',
    },
    difference: { ...interval, description: 'To the control, with an interval that holds at every look at once.' },
    relative: { ...interval, description: "The same as a share of the control's." },
    pValue: number,
    sureAt: { type: 'integer', description: 'Visitors of all sides at which an effect of this size would be sure.' },
  },
};

const outcome: JsonSchema = {
  type: 'object',
  required: ['name', 'kind', 'arms', 'against'],
  properties: {
    name: text,
    kind: text,
    arms: {
      type: 'array',
      items: { type: 'object', properties: { arm: text, rows: { type: 'integer' }, mean: number, deviation: number } },
    },
    against: { type: 'array', items: against },
  },
};

/** What an A/B experiment came to so far. */
export const experimentRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'GET',
    path: '/v1/models/:model/experiment',
    scope: 'read',
    summary: 'Says what an A/B between recommenders earned so far, per visitor: safe to look at any time.',
    schema: {
      params: { type: 'object', required: ['model'], properties: { model: nameParam } },
      query: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 100, description: 'The salt of the rules (default: the newest).' },
          from: time('Lists from then on.'),
          to: time('Lists before then.'),
        },
      },
      response: {
        '200': {
          type: 'object',
          required: ['model', 'experiment', 'rows', 'period', 'arms', 'faults', 'outcomes', 'answered', 'notes'],
          properties: {
            model: text,
            experiment: text,
            rows: { type: 'integer', description: 'Visitors.' },
            period: { type: 'object', properties: { from: text, to: text }, description: 'Of the first and the newest first answers.' },
            arms: {
              type: 'array',
              items: { type: 'object', properties: { arm: text, rows: { type: 'integer' }, share: number, due: number } },
              description: 'The sides, the control first, with the shares that they have and that they were drawn in.',
            },
            faults: { type: 'array', items: text, description: 'What is wrong with the experiment; then nothing is said of it.' },
            outcomes: { type: 'array', items: outcome, description: 'Revenue per visitor, which decides, and the share who bought.' },
            answered: {
              type: 'array',
              items: { type: 'object', properties: { arm: text, version: { type: 'integer' }, lists: { type: 'integer' } } },
            },
            notes: { type: 'array', items: text },
          },
        },
        ...problems(400, 401, 403, 404, 409, 422, 429, 503),
      },
    },
    handle: async ({ run }, { params, query }) => {
      const { name } = query;
      const [from, to] = (['from', 'to'] as const).map((key) => timeIn(key, query[key]));
      const found = await liveExperiment(params['model'], run, {
        ...(name === undefined ? {} : { experiment: name }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      return { status: 200, body: found };
    },
  },
];

function timeIn(name: string, sent: string | undefined): number | undefined {
  const at = sent === undefined ? undefined : parseTime(sent);
  if (at === undefined || !Number.isNaN(at)) return at;
  throw mwError(
    'MW_SERVE_REQUEST',
    { part: 'query', reason: `${name} is no point in time, such as 2026-01-31T12:00:00Z` },
    { where: name },
  );
}
