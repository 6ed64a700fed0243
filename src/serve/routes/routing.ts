import { addAudit, setRouting, type RoutingRules } from '../../store/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { checkRules } from '../routing/check-rules.js';
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
    handle: async ({ run, live, clock }, { params, body, caller }) => {
      const { workspace } = run;
      const routing = body as RoutingRules;
      const { model } = await workspace.registry.resolve(params['model']);
      const known = (await workspace.registry.models()).find((one) => one.model === model)!;
      checkRules(routing, { aliases: known.aliases, versions: known.versions.map((one) => one.version) });
      await workspace.store.write(async (tx) => {
        const at = clock();
        await setRouting(tx, model, routing, at);
        await addAudit(tx, { at, actor: caller ?? 'local', action: 'routing.set', subject: model, detail: routing as never });
        return null;
      });
      await live.refresh();
      return { status: 200, body: { model, routing } };
    },
  },
];
