import { afterAll, beforeAll, expect, it } from 'vitest';
import { goodRow, openServed, type Served } from '../../../test/support/served.js';
import { listAudit } from '../../store/index.js';
import { main } from '../main.js';

let served: Served;
beforeAll(async () => {
  served = await openServed({ log: 'off' });
  await served.trainAgain(2);
});
afterAll(() => served.close());

async function run(...words: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const { root } = served.run.workspace;
  const around = { out: (text: string) => (out += text), err: (text: string) => (out += text), env: {}, cwd: root };
  const terminal = { out: false, err: false, width: 100 };
  return { code: await main(['route', ...words, '--project', root], { ...around, terminal, signal: new AbortController().signal }), out };
}
const json = async (...words: string[]) => JSON.parse((await run(...words, '--json')).out) as unknown;

/** Who answers ten rows of other people. */
async function versions(): Promise<readonly number[]> {
  const answer = await fetch(`${served.url}/v1/models/churn/predict`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ rows: Array.from({ length: 10 }, (_, i) => ({ ...goodRow, id: `C${i}` })) }),
  });
  const { version, predictions } = (await answer.json()) as { version: number; predictions: { version?: number }[] };
  return predictions.map((one) => one.version ?? version);
}

it('sets rules one by one, which a running server follows, shows them, and takes them away', async () => {
  expect(await json('churn')).toEqual({ model: 'churn', routing: {} });
  expect((await run('churn')).out).toBe('The champion answers every request for churn.\n');
  expect(await json('churn', '--canary', '2=100%')).toEqual({ model: 'churn', routing: { canary: { to: 2, percent: 100 } } });
  await expect.poll(versions, { timeout: 10_000 }).toEqual(Array(10).fill(2));
  const ab = { salt: 'may', arms: [{ to: 2, percent: 12.5 }] };
  expect(await json('churn', '--ab', '2=12.5', '--salt', 'may', '--shadow', 'champion')).toEqual({
    model: 'churn',
    routing: { canary: { to: 2, percent: 100 }, ab, shadow: ['champion'] },
  });
  expect(await json('churn', '--ab', '1=40%,2=60%', '--canary', 'off', '--shadow', 'off')).toEqual({
    model: 'churn',
    routing: { ab: { salt: 'may', arms: [1, 2].map((to) => ({ to, percent: to === 1 ? 40 : 60 })) } },
  });
  const { out } = await run('churn', '--ab', 'off', '--canary', 'champion=5');
  expect(out).toBe('5% of the rows are answered by churn@champion (version 1), on trial.\nThe champion answers the rest.\n');
  expect(await json('churn', '--clear')).toEqual({ model: 'churn', routing: {} });
  await expect.poll(versions, { timeout: 10_000 }).toEqual(Array(10).fill(1));
  const audit = await served.run.workspace.store.read((tx) => listAudit(tx));
  const set = audit.filter(({ action }) => action === 'routing.set');
  expect(set.map(({ actor, subject }) => `${actor} ${subject}`)).toEqual(Array(5).fill('cli churn'));
});

it.each<[string, readonly string[], number, string]>([
  ['a version that there is not', ['churn', '--canary', '9=5%'], 1, 'there is no version or alias 9'],
  ['a model that there is not', ['chrun', '--canary', '2=5%'], 1, 'churn'],
  ['no share', ['churn', '--canary', '2'], 2, 'VERSION=SHARE'],
  ['more than all', ['churn', '--canary', '2=101%'], 2, 'VERSION=SHARE'],
  ['shares of more than all', ['churn', '--ab', '1=60,2=50'], 1, '110 percent'],
  ['an odd name', ['churn', '--shadow', '2,../x'], 2, 'alias'],
  ['a salt of nothing', ['churn', '--salt', 'x'], 2, '--salt'],
  ['to clear and set at once', ['churn', '--clear', '--shadow', '2'], 2, '--clear'],
])('refuses %s', async (_, words, code, says) => {
  const { code: got, out } = await run(...words);
  expect([got, out]).toEqual([code, expect.stringContaining(says)]);
});
