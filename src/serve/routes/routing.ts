import type { RoutingRules } from '../../store/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { setRules } from '../routing/set-rules.js';
import { nameParam, problems, versionOrAlias } from './schemas.js';

const percent: JsonSchema = { type: 'number', exclusiveMinimum: 0, maximum: 100 };
const arm: JsonSchema = {
  type: 'object',
  required: ['to', 'percent'],
  additionalProperties: false,
  properties: { to: versionOrAlias, percent },
};
const rules: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    canary: { ...arm, description: 'A version on trial answers so many of 100 rows.' },
    ab: {
      type: 'object',
      required: ['salt', 'arms'],
      additionalProperties: false,
      description: 'Versions side by side; the same id always meets the same one. What the shares leave of 100 goes to the champion.',
      properties: {
        salt: { type: 'string', minLength: 1, maxLength: 100 },
        arms: { type: 'array', minItems: 1, maxItems: 10, items: arm },
      },
    },
    shadow: {
      type: 'array',
      maxItems: 4,
      items: versionOrAlias,
      description: 'Versions that answer every row too: logged, never returned.',
    },
  },
};

/** How requests for a model are divided. */
export const routingRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'PUT',
    path: '/v1/models/:model/routing',
    scope: 'admin',
    summary: 'Sets how requests by the plain name are divided: canary, A/B, shadows. {} takes all rules away.',
    schema: {
      params: { type: 'object', required: ['model'], properties: { model: nameParam } },
      body: rules,
      response: {
        '200': { type: 'object', required: ['model', 'routing'], properties: { model: { type: 'string' }, routing: rules } },
        ...problems(400, 401, 403, 404, 413, 415, 422, 429, 503),
      },
    },
    handle: async ({ run, live }, { params, body, caller }) => {
      const { model, routing } = await setRules(run, params['model'], () => body as RoutingRules, caller ?? 'local');
      await live.refresh();
      return { status: 200, body: { model, routing } };
    },
  },
];
