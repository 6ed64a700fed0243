import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { csv, openProject, recommender, t } from 'millwright';
import { prediction } from '../../../test/support/logs.js';
import { openPredictionLog } from '../../monitor/index.js';
import { main } from '../main.js';

/** What a command in a project says. */
async function running(root: string, ...words: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await main([...words, '--project', root, '--quiet'], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
    cwd: root,
    terminal: { out: false, err: false, width: 100 },
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

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
  const run = (...words: string[]) => running(root, 'forget', ...words);
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

it('makes files of lists treat a forgotten person as the server does: as a stranger', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-forget-lists-'));
  const rows = Array.from({ length: 60 }, (_, u) =>
    Array.from({ length: 6 }, (__, e) => `u${u},i${(u % 2) * 10 + ((u + e * 3) % 10)},${new Date(Date.UTC(2024, 4, 1 + e)).toISOString()}`),
  ).flat();
  writeFileSync(join(root, 'events.csv'), `user,item,at\n${rows.join('\n')}\n`);
  writeFileSync(
    join(root, 'people.csv'),
    `id,likes\n${Array.from({ length: 61 }, (_, u) => `u${u},${u % 2 ? 'cup' : 'tea'}`).join('\n')}\n`,
  );
  writeFileSync(join(root, 'users.csv'), 'user\nu6\nu8\nu60\nnever seen\n');
  const events = csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() });
  const people = csv('people.csv', { id: t.id(), likes: t.category() });
  const adminToken = 'of-this-test-alone-and-long-enough';
  await using project = await openProject({ root });
  const shop = recommender('shop', { events, user: 'user', item: 'item', time: 'at', users: { table: people, id: 'id' } });
  await project.train(shop, { learner: 'item_knn' });
  await project.promote('shop@1', 'champion', { force: true });
  const serving = await project.serve({ port: 0, adminToken });
  const run = async (...words: string[]) => {
    const { code, out, err } = await running(root, ...words, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };
  const lists = async () => {
    const { strangers } = await run('recommend', 'shop', '--in', join(root, 'users.csv'), '--out', join(root, 'lists.jsonl'), '--k', '8');
    const lines = readFileSync(join(root, 'lists.jsonl'), 'utf8').trim().split('\n');
    const items = Object.fromEntries(lines.map((line) => [JSON.parse(line).user, JSON.parse(line).items]));
    return { strangers, items };
  };
  const ask = async (user: string) => {
    const answer = await fetch(`${serving.url}/v1/models/shop/recommend`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
      body: JSON.stringify({ user, k: 8 }),
    });
    return ((await answer.json()) as { readonly items: unknown }).items;
  };
  try {
    const before = await lists();
    expect(before.strangers).toBe(2);
    for (const user of ['u6', 'u8', 'u60', 'never seen']) expect(before.items[user]).toEqual(await ask(user));
    const stranger = before.items['never seen'];
    for (const user of ['u6', 'u60']) expect(before.items[user]).not.toEqual(stranger);
    await run('forget', '--id', 'u8', '--model', 'shop');
    await run('forget', '--id', 'u6');
    await run('forget', '--id', 'u60');
    const after = await lists();
    expect(after).toEqual({ strangers: 3, items: { ...before.items, u6: stranger, u60: stranger } });
    for (const user of ['u6', 'u60']) await expect.poll(() => ask(user), { timeout: 5000 }).toEqual(stranger);
    expect(await ask('u8')).toEqual(after.items['u8']);
  } finally {
    await serving.close();
  }
  rmSync(root, { recursive: true });
});
