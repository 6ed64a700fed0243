import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../src/core/index.js';
import { root } from './support/files.js';

const page = readFileSync(join(root, 'docs/guides/recommend.md'), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'millwright-recommend-'));
const project = join(dir, 'shop');
const bin = join(root, 'bin/millwright.js');
const env = { ...process.env, NO_COLOR: '1' };
const admin = 'admin-token-of-the-guide-0123456789';

let server: ChildProcess | undefined;
afterAll(async () => {
  if (server) {
    const ended = new Promise((resolve) => server!.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
  }
  rmSync(dir, { recursive: true, force: true });
});

const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text);
const [definition, script, feed] = blocks('ts');

/** What the page asks the shell for: a command a line, and a request that goes on over lines. */
const lines = blocks('sh').flatMap((block) =>
  block
    .replaceAll(/\\\n\s*/g, '')
    .trim()
    .split('\n'),
);
const commands = lines.filter((line) => line.startsWith('npx millwright ') && !line.startsWith('npx millwright serve'));
const requests = lines.flatMap((line) => {
  const asked = /^curl -s localhost:8080(\S+) -H "Authorization: Bearer \$TOKEN" -H 'content-type: application\/json' -d '(.*)'$/.exec(
    line,
  );
  return asked ? [{ path: asked[1], body: asked[2] }] : [];
});

/** A shop of five kinds of things: everybody likes one of them, and comes back in August. */
beforeAll(() => {
  const draw = random(5, 'guide to recommending');
  const categories = ['tea', 'cups', 'pots', 'trays', 'tins'];
  const items = Array.from({ length: 45 }, (_, i) => {
    const price = 5 + 40 * draw.uniform();
    return [
      `i${i + 1}`,
      `${categories[i % 5]} no. ${i + 1}`,
      categories[i % 5],
      price.toFixed(2),
      (0.4 * price).toFixed(2),
      i % 15 > 0,
    ].join();
  });
  const [past, august]: string[][] = [[], []];
  for (let user = 1; user <= 200; user++) {
    const liked = draw.int(5);
    for (let n = 0; n < 24; n++) {
      const item = draw.uniform() < 0.8 ? liked + 5 * draw.int(9) : draw.int(45);
      const type = ['view', 'view', 'view', 'cart', 'purchase'][draw.int(5)];
      const day = n < 20 ? draw.int(212) : 212 + draw.int(31);
      const at = new Date(Date.UTC(2026, 0, 1) + (day + draw.uniform()) * 86_400_000).toISOString();
      (n < 20 ? past : august).push([`u${user}`, `i${item + 1}`, type, at].join());
    }
  }
  const head = 'user_id,item_id,type,ts';
  writeFileSync(join(dir, 'events.csv'), `${[head, ...past].join('\n')}\n`);
  writeFileSync(join(dir, 'august.csv'), `${[head, ...august].join('\n')}\n`);
  writeFileSync(join(dir, 'items.csv'), `${['item_id,title,category,price,margin,inStock', ...items].join('\n')}\n`);
  writeFileSync(join(dir, 'users.csv'), 'user_id\nu17\nsomebody new\n');
});

const node = (cwd: string, ...words: readonly string[]) => spawnSync(process.execPath, words, { cwd, encoding: 'utf8', env });

/** What a command is to say beside ending well. */
const says: Readonly<Record<string, RegExp>> = {
  new: /Next: cd shop && npx millwright train/,
  train: /% of users find something that they took next among 10 items/,
  report: /Report of shop@1/,
  evaluate: /shop@1 on 800 events of \d+ users with something to find/,
  promote: /shop@1 is champion now/,
  recommend: /2 lists by shop@1 in .*, 1 of them for users whom it does not know: lists.jsonl/,
};

describe('the guide to recommending', { timeout: 120_000 }, () => {
  it.for(commands.slice(0, 6))('%s', (line) => {
    const args = line.split(' ').slice(2);
    const { status, stdout, stderr } = node(args[0] === 'new' ? dir : project, bin, ...args);
    expect(status, stdout + stderr).toBe(0);
    if (says[args[0]]) expect(stdout + stderr).toMatch(says[args[0]]);
    if (args[0] === 'new') writeFileSync(join(project, 'models/shop.ts'), definition);
    if (args[0] !== 'recommend') return;
    const [known, stranger] = readFileSync(join(project, 'lists.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(known.items).toHaveLength(20);
    expect(known.items[0].reasons[0].text).toMatch(/^because you (bought|viewed|put into the cart) (tea|cups|pots|trays|tins) no\. \d+$/);
    expect(stranger.items).toHaveLength(20);
  });

  it('does the same in a script', () => {
    writeFileSync(join(project, 'lists.ts'), script);
    const { status, stdout, stderr } = node(project, 'lists.ts');
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^i\d+ \S+ because you bought trays no\. 9$/m);
  });

  it('serves, and is asked as the page asks', async () => {
    expect(requests.map(({ path }) => path)).toEqual(['/v1/models/shop/recommend', '/v1/events', '/v1/models/shop/items']);
    server = spawn(process.execPath, [bin, 'serve', '--port', '0'], {
      cwd: project,
      env: { ...env, MILLWRIGHT_ADMIN_TOKEN: admin },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      server!.stdout!.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\/\/[\d.]+:\d+/.exec(text);
        if (found) resolve(found[0]);
      });
      server!.once('exit', () => reject(new Error('the server ended')));
    });
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' };
    const ask = async ({ path, body }: (typeof requests)[number]): Promise<any> =>
      (await fetch(url + path, { method: 'POST', headers, body })).json();
    const [list, events, items] = requests;
    const before = await ask(list);
    expect(before.items.length).toBeGreaterThan(2);
    expect(await ask(events)).toMatchObject({ taken: 1, known: 0 });
    expect(await ask(events)).toMatchObject({ taken: 0, known: 1 });
    expect((await ask(list)).items).not.toEqual(before.items);
    const all = await ask({ path: list.path, body: '{"user":"u17","k":40}' });
    expect(all.items.map(({ item }: { item: string }) => item)).not.toContain(JSON.parse(events.body).events[0].item);

    expect(await ask(items)).toMatchObject({ version: 1, added: 1, changed: 2, refused: [] });
    expect(await ask(items)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    const cheap = await ask({
      path: list.path,
      body: '{"user":"u17","k":40,"filter":{"category":"tea","price":{"lt":19.5}},"columns":["title"]}',
    });
    const shown = cheap.items.map(({ columns }: { columns: { title: string } }) => columns.title);
    expect([shown.includes('Tea egg'), cheap.items.some(({ item }: { item: string }) => item === 'i9')]).toEqual([true, false]);
    writeFileSync(join(project, 'prices.csv'), 'item_id,price\ni77,60\ni78,9\n');
    const told = node(project, bin, 'items', 'shop', '--in', 'prices.csv');
    expect([told.status, told.stdout + told.stderr]).toEqual([
      1,
      expect.stringMatching(/0 new, 1 changed, 0 as before, 1 refused[^]*row 2, "i78": "title" is missing \(missing\)/),
    ]);

    writeFileSync(join(project, 'feed.ts'), feed);
    const fed = node(project, 'feed.ts');
    expect([fed.status, fed.stderr]).toEqual([0, '']);
    expect(fed.stdout).toMatch(/^1 1 \[ 'i5: price is not a number[^\n]*' \]$/m);

    const [train, route, live] = commands.slice(6).map((line) => line.split(' ').slice(2));
    expect(node(project, bin, ...train).stdout).toContain('shop@2: popularity recommends items');
    expect(node(project, bin, ...route).status).toBe(0);
    const listFor = (user: string): Promise<any> => ask({ path: list.path, body: JSON.stringify({ user, k: 5 }) });
    for (let waited = 0; (await listFor('u1')).version === (await listFor('u2')).version; waited++) {
      expect(waited).toBeLessThan(100);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const versions = new Set<number>();
    for (let user = 1; user <= 200; user++) versions.add((await listFor(`u${user}`)).version);
    expect([...versions].toSorted()).toEqual([1, 2]);
    const bought = /`(\{"id":"e2".*?\})`/.exec(page)![1];
    expect(await ask({ path: events.path, body: `{"events":[${bought}]}` })).toMatchObject({ taken: 1 });
    const { status, stdout } = node(project, bin, ...live);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^spring, an experiment of shop, [\s\S]*\b200 visitors in 2 arms/);
  });
});
