import { listModels } from '../../model/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { problems } from './schemas.js';

const version: JsonSchema = {
  type: 'object',
  required: ['version', 'digest', 'createdAt', 'learner', 'metric', 'metrics'],
  properties: {
    version: { type: 'integer' },
    digest: { type: 'string' },
    createdAt: { type: 'string', format: 'date-time' },
    learner: { type: 'string' },
    metric: { type: 'string' },
    metrics: { type: 'object' },
  },
};

/** What is registered, and what answers now. */
export const modelRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'GET',
    path: '/v1/models',
    scope: 'read',
    summary: 'Lists the registered models, their versions and aliases, and what answers now.',
    schema: {
      response: {
        '200': {
          type: 'object',
          required: ['models'],
          properties: {
            models: {
              type: 'array',
              items: {
                type: 'object',
                required: ['model', 'aliases', 'versions', 'serving', 'routing'],
                properties: {
                  model: { type: 'string' },
                  aliases: { type: 'object', additionalProperties: { type: 'integer' } },
                  versions: { type: 'array', items: version },
                  serving: { type: ['integer', 'null'], description: 'The version that a plain name means now.' },
                  routing: { type: 'object' },
                },
              },
            },
          },
        },
        ...problems(401, 403, 429, 503),
      },
    },
    handle: async ({ run, live }) => {
      const now = new Map(live.models().map((one) => [one.model, one]));
      const models = (await listModels(run)).map((one) => ({
        ...one,
        serving: now.get(one.model)?.serving?.version ?? null,
        routing: now.get(one.model)?.rules ?? {},
      }));
      return { status: 200, body: { models } };
    },
  },
];
