import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';

const model: JsonSchema = {
  type: 'object',
  required: ['model', 'serving'],
  properties: {
    model: { type: 'string' },
    serving: { type: ['integer', 'null'] },
    broken: {
      type: 'object',
      required: ['version', 'code'],
      properties: { version: { type: 'integer' }, code: { type: 'string' } },
    },
  },
};
const state: JsonSchema = {
  type: 'object',
  required: ['ready', 'registry', 'models'],
  properties: { ready: { type: 'boolean' }, registry: { enum: ['reachable', 'away'] }, models: { type: 'array', items: model } },
};

/** Whether the process lives, and whether it can answer. */
export const healthRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'GET',
    path: '/livez',
    scope: 'open',
    summary: 'Answers while the process lives.',
    schema: { response: { '200': { type: 'object', required: ['live'], properties: { live: { const: true } } } } },
    handle: () => Promise.resolve({ status: 200, body: { live: true } }),
  },
  {
    method: 'GET',
    path: '/readyz',
    scope: 'open',
    summary: 'Whether every model that has a version can be answered, and which cannot be opened.',
    schema: { response: { '200': state, '503': state } },
    handle: ({ live, draining }) => {
      const models = live.models().map(({ model: name, serving, broken }) => ({
        model: name,
        serving: serving?.version ?? null,
        ...(broken ? { broken: { version: broken.version, code: broken.code } } : {}),
      }));
      const ready = !draining() && live.registry().lookedAt > 0 && models.every((one) => one.serving !== null);
      const registry = live.registry().reachable ? 'reachable' : 'away';
      return Promise.resolve({ status: ready ? 200 : 503, body: { ready, registry, models } });
    },
  },
];
