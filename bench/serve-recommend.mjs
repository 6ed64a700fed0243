// Waits of a served recommender: top 20 of 10,000 items with rules, a history of 50 and reasons, at 500 requests a second, alone and beside 1,000 events a
// second; and how soon an answer knows an event then. CPU per request is of the server's process, all threads.
// Options: --learner item_knn --items 10000 --users 4000 --seconds 10 --rate 500 --log durable
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load } from './serve/client.mjs';
import { serveWords, token } from './serve/project.mjs';
import { preparedShop } from './serve/recommend-project.mjs';
import { cpuUs, firstAnswer, rssMb, started } from './serve/server.mjs';

const { values: options } = parseArgs({
  options: {
    learner: { type: 'string', default: 'item_knn' },
    items: { type: 'string', default: '10000' },
    users: { type: 'string', default: '4000' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '500' },
    log: { type: 'string', default: 'durable' },
  },
});
const [items, users, seconds, rate] = [options.items, options.users, options.seconds, options.rate].map(Number);
const PATH = '/v1/models/shop/recommend';
const EVENTS = { perSecond: 1000, perRequest: 10 };
const work = mkdtempSync(join(tmpdir(), 'millwright-bench-recommend-'));
process.on('exit', () => rmSync(work, { recursive: true }));
const rounded = (x, digits = 2) => Math.round(10 ** digits * x) / 10 ** digits;

process.stderr.write(`training ${options.learner}\n`);
const { seconds: trainSeconds } = await preparedShop(work, { users, items, each: 50, learner: options.learner });
const file = (name, bodies) => {
  const path = join(work, name);
  writeFileSync(path, `${bodies.map((body) => JSON.stringify(body)).join('\n')}\n`);
  return path;
};
const asks = file(
  'asks.jsonl',
  Array.from({ length: users }, (_, u) => ({ user: `u${(u * 7919) % users}`, k: 20, explain: 3 })),
);
const reports = file(
  'events.jsonl',
  Array.from({ length: (seconds * EVENTS.perSecond) / EVENTS.perRequest }, (_, r) => ({
    events: Array.from({ length: EVENTS.perRequest }, (_one, e) => ({
      id: `e${r}-${e}`,
      user: `u${(r * 31 + e * 977) % users}`,
      item: `i${(r * 17 + e * 101) % items}`,
      type: 'view',
    })),
  })),
);

const server = await started(process.execPath, serveWords(work, options.log), { MILLWRIGHT_ADMIN_TOKEN: token });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
const call = async (path, body) => {
  const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
};
await firstAnswer(server.url + PATH, JSON.stringify({ user: 'u1', k: 20 }), token);

/** Asks at the rate, and says what the server's process spent. */
async function asked(lasting) {
  const before = cpuUs(server.pid);
  const heard = await load({ url: server.url + PATH, bodies: asks, connections: 32, seconds: lasting, token, perSecond: rate });
  const { requests, perSecond, p50Ms, p99Ms, bad, unsent } = heard;
  return { requests, perSecond, p50Ms, p99Ms, bad, unsent, cpuUsPerRequest: rounded((cpuUs(server.pid) - before) / requests, 0) };
}

/** From the answer to a purchase until the list is without the item; several users in turn. */
async function changes(lasting) {
  const waits = [];
  const endMs = performance.now() + 1000 * lasting;
  for (let n = 0; performance.now() < endMs; n++) {
    const user = `u${(n * 613 + 5) % users}`;
    const [first] = (await call(PATH, { user, k: 1 })).items;
    const sentMs = performance.now();
    await call('/v1/events', { events: [{ id: `probe ${n}`, user, item: first.item, type: 'purchase' }] });
    while ((await call(PATH, { user, k: 20 })).items.some(({ item }) => item === first.item)) await sleep(5);
    waits.push(performance.now() - sentMs);
    await sleep(100);
  }
  waits.sort((a, b) => a - b);
  const at = (share) => rounded(waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]);
  return { events: waits.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) };
}

process.stderr.write('warming up\n');
await load({ url: server.url + PATH, bodies: asks, connections: 8, seconds: 2, token });
process.stderr.write('lists alone\n');
const alone = await asked(seconds);
process.stderr.write('lists beside events\n');
const [beside, events, changed] = await Promise.all([
  asked(seconds),
  load({
    url: `${server.url}/v1/events`,
    bodies: reports,
    connections: 16,
    seconds,
    token,
    perSecond: EVENTS.perSecond / EVENTS.perRequest,
  }),
  changes(seconds - 1),
]);
const memoryMb = rssMb(server.pid);
await server.stop();
console.log(
  JSON.stringify({
    learner: options.learner,
    log: options.log,
    items,
    users,
    trainSeconds: rounded(trainSeconds, 1),
    alone,
    beside: {
      ...beside,
      events: { perSecond: events.perSecond * EVENTS.perRequest, bad: events.bad, p50Ms: events.p50Ms, p99Ms: events.p99Ms },
      changed,
    },
    memoryMb,
    load: rounded(loadavg()[0], 1),
  }),
);
