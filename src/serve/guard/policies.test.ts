import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Route } from '../route.js';
import { checkPrinted, checkRoutes } from './policies.js';

const response = { 200: { type: 'object' } };
const route = (over: Partial<Route<unknown>> = {}): Route<unknown> => ({
  method: 'GET',
  path: '/v1/models',
  scope: 'read',
  summary: '',
  schema: { response },
  handle: () => Promise.resolve({ status: 200, body: {} }),
  ...over,
});

describe('checkRoutes', () => {
  it.each<[string, Partial<Route<unknown>>]>([
    ['has no scope', { scope: undefined as never }],
    ['has no scope', { scope: 'anybody' as never }],
    ['is open', { scope: 'open' }],
    ['matches any path', { path: '/v1/*' }],
    ['has no schema of the names in its path', { path: '/v1/models/:model' }],
    ['has no schema of its body', { method: 'POST' }],
    ['has no schema of its answers', { schema: { response: {} } }],
  ])('refuses to start where a route %s', (lacks, over) => {
    expect(() => checkRoutes([route(), route(over)])).toThrow(lacks);
  });

  it('passes complete routes', () => {
    const params = { type: 'object', properties: { model: { type: 'string' } } };
    const routes = [
      route(),
      route({ scope: 'open', path: '/livez' }),
      route({
        method: 'POST',
        path: '/v1/models/:model/predict',
        scope: 'predict',
        schema: { params, body: { type: 'object' }, response },
      }),
    ];
    expect(() => checkRoutes(routes)).not.toThrow();
  });
});

describe('checkPrinted', () => {
  const table = ['/livez', '/v1/models', '/v1/models/:model', '/v1/models/:model/aliases/:alias', '/v1/metrics'].map((path) =>
    route({ path }),
  );
  async function printed(extra: readonly [string, string][] = []): Promise<string> {
    const app = fastify();
    for (const { method, path } of table) app.route({ method, url: path, handler: async () => '' });
    for (const [method, url] of extra) app.route({ method, url, handler: async () => '' });
    await app.ready();
    return app.printRoutes({ commonPrefix: false });
  }

  it('passes what the table holds, HEAD with GET', async () => {
    expect(await printed()).toContain('HEAD');
    const text = await printed();
    expect(() => checkPrinted(text, table)).not.toThrow();
  });

  it.each<[string, string]>([
    ['GET', '/debug'],
    ['POST', '/v1/models'],
    ['DELETE', '/v1/models/:model'],
    ['GET', '/v1/models/:model/aliases'],
    ['GET', '/'],
  ])('finds a route that came in by another way: %s %s', async (method, url) => {
    const text = await printed([[method, url]]);
    expect(() => checkPrinted(text, table)).toThrow(`${method} ${url}`);
  });

  it('finds a route that matches any path', async () => {
    const text = await printed([['GET', '/v1/*']]);
    expect(() => checkPrinted(text, table)).toThrow('is not in the table');
  });
});
