import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEngine } from '../../data/index.js';
import { openPredictionLog } from '../../monitor/index.js';
import { prediction } from '../../../test/support/logs.js';
import { main } from '../main.js';

const DAY_MS = 86_400_000;
let root = '';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'mw-log-'));
  mkdirSync(join(root, 'models'));
  await using log = await openPredictionLog({ root, clock: Date.now, mode: 'durable' });
  const rows = [1, 40, 200].map((days) => prediction({ id: `p${days}`, at: Date.now() - days * DAY_MS }));
  expect(await log.append(rows)).toBe(true);
});
afterAll(() => rmSync(root, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; json: Record<string, unknown> }> {
  let out = '';
  const around = { out: (text: string) => (out += text), err: () => {}, env: {}, cwd: root, signal: new AbortController().signal };
  const code = await main(['log', ...words, '--json'], { ...around, terminal: { out: false, err: false, width: 100 } });
  return { code, json: JSON.parse(out) as Record<string, unknown> };
}

it('writes what a window holds, and removes what is older', async () => {
  const out = join(root, 'log.parquet');
  expect(await run('export', '--model', 'churn', '--since', '60d', '--out', out)).toEqual({ code: 0, json: { rows: 2, out } });
  await using engine = await openEngine();
  expect(await engine.rows(`SELECT id FROM read_parquet('${out}') ORDER BY "at"`)).toEqual([{ id: 'p40' }, { id: 'p1' }]);
  expect(await run('prune', '--older-than', '90d')).toEqual({ code: 0, json: { predictions: 1, outcomes: 0, slates: 0, events: 0 } });
  expect((await run('export', '--model', 'churn', '--out', out)).json['rows']).toBe(2);
});

it('asks for what it needs', async () => {
  for (const words of [
    ['empty'],
    ['export', '--model', 'churn'],
    ['export', '--out', 'x.parquet'],
    ['prune'],
    ['prune', '--older-than', 'soon'],
  ])
    expect((await run(...words)).code, words.join(' ')).toBeGreaterThan(0);
});
