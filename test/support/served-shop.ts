import { setTimeout } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../../src/core/index.js';
import { t } from '../../src/data/index.js';
import { csv } from '../../src/features/index.js';
import { promoteVersion, recommender, trainRecommender } from '../../src/model/index.js';
import type { ServeOptions } from '../../src/serve/index.js';
import { openServed, type Served } from './served.js';

/** A running server over the model `churn` of rows and the recommender `shop`. */
export interface ServedShop extends Served {
  /** Calls the server as the admin, or with another token. */
  readonly call: (method: string, path: string, body?: unknown, token?: string) => Promise<Answer>;
  /** Trains and registers one more version of `shop`, by another method. */
  readonly trainShop: (learner: string) => Promise<number>;
}

/** What a server said. */
export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

/** Users of even numbers take items below 20, the others those above; each third event is a purchase. */
function shopEvents(users: number): string {
  const draw = random(7, 'served shop');
  const of = (user: number): readonly string[] =>
    Array.from({ length: 12 }, (_, e) => {
      const item = (user % 2) * 20 + Math.floor(20 * draw.uniform() ** 1.5);
      return `u${user},i${item},${e % 3 === 2 ? 'purchase' : 'view'},${new Date(Date.UTC(2024, 0, 1 + (user % 28), 0, e)).toISOString()}`;
    });
  return `user,item,type,at\n${Array.from({ length: users }, (_, user) => of(user))
    .flat()
    .join('\n')}\n`;
}

/** Trains both in a new folder, and serves them on a free port of loopback; version 1 of `shop` is its champion. */
export async function openServedShop(options: Partial<ServeOptions> = {}): Promise<ServedShop> {
  const served = await openServed(options);
  const { run, url, adminToken } = served;
  const { root } = run.workspace;
  writeFileSync(join(root, 'events.csv'), shopEvents(120));
  const items = Array.from({ length: 40 }, (_, i) => `i${i},Item ${i},${i < 20 ? 'tea' : 'cup'},${i}.5,${i % 5 === 0 ? 'no' : 'yes'}`);
  writeFileSync(join(root, 'items.csv'), `id,title,kind,price,stock\n${items.join('\n')}\n`);
  const definition = recommender('shop', {
    events: csv('events.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    weights: { view: 1, purchase: 3 },
    items: {
      table: csv('items.csv', {
        id: t.id(),
        title: t.text(),
        kind: t.category(),
        price: t.number(),
        stock: t.bool({ true: 'yes', false: 'no' }),
      }),
      id: 'id',
      title: 'title',
    },
  });
  const trainShop = async (learner: string): Promise<number> => (await trainRecommender(definition, { ...run, learner })).version;
  await trainShop('item_knn');
  await promoteVersion('shop@1', 'champion', { force: false }, run);
  const call: ServedShop['call'] = async (method, path, body, token = adminToken) => {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, json: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
  };
  // What any process promotes answers within two seconds.
  await setTimeout(2000);
  return { ...served, call, trainShop };
}
