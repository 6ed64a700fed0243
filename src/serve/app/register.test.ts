import Fastify from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Route } from '../route.js';
import { registerRoutes } from './register.js';

/** What `gone` says when it is asked so long after the request came, the caller having left after 50 ms. */
async function askedAfter(ms: number): Promise<AbortSignal> {
  const app = Fastify();
  const leaving = new AbortController();
  const asked = Promise.withResolvers<AbortSignal>();
  const route: Route<undefined> = {
    method: 'POST',
    path: '/slow',
    scope: 'predict',
    summary: 'Takes a while.',
    schema: { response: {} },
    handle: async (_, { gone }) => {
      await sleep(ms);
      asked.resolve(gone());
      await sleep(200);
      return { status: 200, body: {} };
    },
  };
  registerRoutes(app, [route], undefined);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const answer = fetch(`${url}/slow`, { method: 'POST', signal: leaving.signal }).catch(() => undefined);
  await sleep(50);
  leaving.abort();
  await answer;
  const signal = await asked.promise;
  await sleep(100);
  await app.close();
  return signal;
}

it('a handler hears that the caller is gone, also where it asks only afterwards', async () => {
  expect((await askedAfter(0)).aborted).toBe(true);
  const late = await askedAfter(150);
  expect(late.reason).toMatchObject({ code: 'MW_SERVE_GONE' });
});
