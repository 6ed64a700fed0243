import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addAudit } from '../../store/index.js';
import { openWorkspace } from '../../model/index.js';
import { main } from '../main.js';

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'mw-audit-'));
  let now = Date.UTC(2026, 0, 31, 12);
  const workspace = await openWorkspace({ root, clock: () => now });
  for (const [action, subject, detail] of [
    ['alias.move', 'churn@champion', { from: null, to: 2, forced: false }],
    ['routing.set', 'churn', { canary: { to: 3, percent: 5 } }],
    ['forget', '6f1c', { predictions: 4, outcomes: 1 }],
  ] as const) {
    now += 60_000;
    await workspace.store.write(async (tx) => {
      await addAudit(tx, { at: now, actor: 'cli', action, subject, detail });
      return null;
    });
  }
  await workspace.close();
});
afterAll(() => rmSync(root, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const around = { out: (text: string) => (out += text), err: (text: string) => (out += text), env: {}, cwd: root };
  const terminal = { out: false, err: false, width: 120 };
  return { code: await main(['audit', '--project', root, ...words], { ...around, terminal, signal: new AbortController().signal }), out };
}

it('shows who changed what, the newest first, and that the chain is whole', async () => {
  const { code, out } = await run();
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.replaceAll(/ {2,}/g, ' | ')),
  ).toEqual([
    'no. | when (UTC) | who | what | of | more',
    '3 | 2026-01-31 12:03 | cli | forget | 6f1c | outcomes 1, predictions 4',
    '2 | 2026-01-31 12:02 | cli | routing.set | churn | canary {"percent":5,"to":3}',
    '1 | 2026-01-31 12:01 | cli | alias.move | churn@champion | forced no, to 2',
    '3 entries; the chain is whole: none was changed, added or taken away.',
  ]);
  const page = JSON.parse((await run('--limit', '1', '--before', '3', '--json')).out) as { entries: readonly object[]; chain: unknown };
  expect(page).toMatchObject({
    entries: [{ seq: 2, at: '2026-01-31T12:02:00.000Z', detail: { canary: { to: 3, percent: 5 } } }],
    chain: { rows: 3, brokenAt: null },
  });
  expect(page.entries).toHaveLength(1);
});

it('fails when an entry was changed behind its back', async () => {
  const database = new DatabaseSync(join(root, '.millwright', 'millwright.db'));
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'mw_audit'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  database.exec("UPDATE mw_audit SET actor = 'nobody' WHERE seq = 2");
  database.close();
  const { code, out } = await run();
  expect([code, out]).toEqual([1, expect.stringContaining('The chain breaks at entry 2')]);
});
