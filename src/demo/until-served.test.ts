import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServed, type Served } from '../../test/support/served.js';
import { promoteVersion } from '../model/index.js';
import { untilServed } from './until-served.js';

let served: Served;
beforeAll(async () => {
  served = await openServed({ log: 'off' });
  await served.trainAgain(2);
});
afterAll(() => served.close());

it('waits for the version, and says what answers when it never comes', async () => {
  const server = { url: served.url, token: served.adminToken, signal: new AbortController().signal, clock: served.run.clock };
  await untilServed(server, 'churn', 1);
  await expect(untilServed(server, 'churn', 2, 300)).rejects.toMatchObject({
    code: 'MW_DEMO_VERSION',
    message: "the demo's server does not answer with churn@2 after 0.3 s, but with churn@1",
  });
  const waiting = untilServed(server, 'churn', 2);
  await promoteVersion('churn@2', 'champion', { force: true }, served.run);
  await waiting;
  await expect(untilServed({ ...server, token: 'wrong' }, 'churn', 2)).rejects.toMatchObject({ code: 'MW_DEMO_REQUEST' });
});
