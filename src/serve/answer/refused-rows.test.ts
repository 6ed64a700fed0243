import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodRow, openServed, type Served } from '../../../test/support/served.js';
import { main } from '../../cli/main.js';
import { openModel, openWorkspace } from '../../model/index.js';
import type { Health } from '../../monitor/index.js';
import type { Store } from '../../store/index.js';
import { liveVersion, type LiveVersion } from '../live/live-version.js';
import { serve } from '../serve.js';
import { refusedRowsTo } from './refused-rows.js';

let served: Served;
beforeAll(async () => {
  served = await openServed();
});
afterAll(() => served.close());

const send = (url: string, body: unknown, model = 'churn') =>
  fetch(`${url}/v1/models/${model}/predict`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** What `millwright monitor --json` says of refused rows. */
async function monitored(): Promise<{ refused: number; refusedFor: readonly string[] }> {
  let out = '';
  const { root } = served.run.workspace;
  const around = { out: (text: string) => void (out += text), err: () => {}, env: {}, cwd: root, signal: new AbortController().signal };
  const code = await main(['monitor', 'churn', '--project', root, '--json'], {
    ...around,
    terminal: { out: false, err: false, width: 80 },
  });
  expect(code, out).toBe(0);
  const { refused, refusedFor } = (JSON.parse(out) as { health: Health }).health;
  return { refused, refusedFor: refusedFor.map(({ column, rule, rows }) => `${column} ${rule} ${rows}`).toSorted() };
}

describe('rows that a server refuses', () => {
  it('are in the monitor with what is wrong with them, from several servers, and at their end at the latest', async () => {
    const { root } = served.run.workspace;
    const workspace = await openWorkspace({ root, clock: served.run.clock });
    const second = await serve({ run: { ...served.run, workspace }, port: 0, adminToken: served.adminToken });
    expect((await send(served.url, { rows: [goodRow] })).status).toBe(200);
    const bad = [
      [goodRow, { ...goodRow, tenure: 'long' }, goodRow, { ...goodRow, tenure: 1.5 }],
      [{ ...goodRow, secret: 1 }, goodRow],
      [goodRow, 3, null],
    ];
    for (const rows of bad) expect((await send(served.url, { rows })).status).toBe(422);
    expect((await send(second.url, { rows: [{ ...goodRow, tenure: 'long' }] }, 'churn@champion')).status).toBe(422);
    // Neither of these is about a row of a version.
    expect((await send(served.url, { rows: [goodRow], explian: 3 })).status).toBe(422);
    expect((await send(served.url, { rows: [goodRow, 3] }, 'nobody')).status).toBe(422);
    const metrics = await (await fetch(`${served.url}/metrics`)).text();
    expect(metrics).toContain('millwright_rows_refused_total{model="churn",version="1"} 5\n');
    await second.close();
    await workspace.close();
    expect((await monitored()).refused).toBeGreaterThanOrEqual(1);
    await expect.poll(monitored, { timeout: 20_000, interval: 500 }).toEqual({
      refused: 6,
      refusedFor: ['null object 2', 'null unknown 1', 'tenure number 2', 'tenure whole 1'],
    });
  }, 60_000);
});

describe('counts', () => {
  let version: LiveVersion;
  beforeAll(async () => {
    version = liveVersion(await openModel('churn@1', served.run));
  });
  const bad = (n: number) => Array.from({ length: n }, () => ({ ...goodRow, bill: 'much' }));

  it('wait while the store is away, and are added once even where an answer was lost', async () => {
    const before = (await monitored()).refused;
    const real = served.run.workspace.store;
    let trouble: 'away' | 'answer lost' | undefined = 'away';
    const write: Store['write'] = async (work, options) => {
      if (trouble === 'away') throw new Error('away');
      const answer = await real.write(work, options);
      if (trouble === 'answer lost') throw new Error('answer lost');
      return answer;
    };
    const refused = refusedRowsTo({ ...real, write }, served.run.clock);
    refused.count(version, [...bad(3), goodRow]);
    expect(refused.waiting()).toBe(3);
    await expect(refused.close()).rejects.toThrow('away');
    refused.count(version, bad(200));
    expect(refused.waiting()).toBe(203);
    trouble = 'answer lost';
    await expect(refused.close()).rejects.toThrow('answer lost');
    expect((await monitored()).refused).toBe(before + 3);
    trouble = undefined;
    await refused.close();
    expect(refused.waiting()).toBe(0);
    expect((await monitored()).refused).toBe(before + 203);
  });
});
