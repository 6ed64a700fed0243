import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prediction } from '../../../test/support/logs.js';
import { openPredictionLog } from '../../monitor/index.js';
import { main } from '../main.js';

it('erases one person and says how much went; the name stays out of the answer', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-forget-'));
  mkdirSync(join(root, 'models'));
  const log = await openPredictionLog({ root, clock: () => 5000, mode: 'durable' });
  await log.append([
    prediction({ id: 'a', subject: 'ann@example.com' }),
    prediction({ id: 'b', subject: 'ann@example.com', model: 'price', value: 3 }),
    prediction({ id: 'c', subject: 'bob' }),
  ]);
  await log.close();
  const run = async (...words: string[]) => {
    let [out, err] = ['', ''];
    const code = await main(['forget', '--project', root, '--quiet', ...words], {
      out: (text) => (out += text),
      err: (text) => (err += text),
      env: {},
      cwd: root,
      terminal: { out: false, err: false, width: 100 },
      signal: new AbortController().signal,
    });
    return { code, out, err };
  };
  const one = await run('--id', 'ann@example.com', '--model', 'price', '--json');
  expect([one.code, JSON.parse(one.out)]).toEqual([0, { predictions: 1, outcomes: 0, spooled: 0, events: 0, slates: 0 }]);
  const rest = await run('--id', 'ann@example.com');
  expect(rest).toMatchObject({ code: 0, out: expect.stringContaining('1 prediction and 0 outcomes are erased') });
  expect(rest.out).not.toContain('ann');
  expect(JSON.parse((await run('--id', 'ann@example.com', '--json')).out)).toEqual({
    predictions: 0,
    outcomes: 0,
    spooled: 0,
    events: 0,
    slates: 0,
  });
  expect((await run('--id', 'ann@example.com')).out).toMatch(
    /^Nothing is logged of that person, or nothing any more; the audit holds that it was asked for\.\nVersions that were trained before hold .*delete those versions\.\n$/,
  );
  expect((await run('--id', '', '--json')).code).toBe(2);
  expect((await run()).code).toBe(2);
  rmSync(root, { recursive: true });
});
