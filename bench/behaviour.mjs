// Raw events of a shop to interactions, and the judging of lists for every user: seconds of processor and memory.
// Options: --events 10000000 --users 500000 --items 50000 --judged 50000 (users × 10,000 items; 0: none)
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { appended, behaviourOf, evaluateRecommender, interactionsOf, lastOfEachUser } from 'millwright/recommend';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000000' },
    users: { type: 'string', default: '500000' },
    items: { type: 'string', default: '50000' },
    judged: { type: 'string', default: '50000' },
  },
});
const [events, users, items, judged] = [values.events, values.users, values.items, values.judged].map(Number);
const stream = random(7, 'behaviour');
const names = (prefix, count) => JSON.parse(JSON.stringify(Array.from({ length: count }, (_, i) => `${prefix}-${i}`)));

const found = {};
async function measured(name, work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const round = (seconds) => Math.round(100 * seconds) / 100;
  found[name] = {
    cpuSeconds: round((user + system) / 1e6),
    wallSeconds: round((performance.now() - wall) / 1e3),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  };
  return result;
}

/** A hundredth of all events, at most 100,000, are those of one user; few users and items have most of the rest. */
function log() {
  const [of, at, kinds] = [names('user', users), names('item', items), ['view', 'view', 'view', 'cart', 'purchase']];
  const heavy = Math.min(100_000, events / 100);
  const rows = Array.from({ length: events }, (_, i) => i);
  return {
    user: rows.map((i) => of[i < heavy ? 0 : Math.floor(users * stream.uniform() ** 2)]),
    item: rows.map(() => at[Math.floor(items * stream.uniform() ** 2)]),
    type: rows.map(() => kinds[stream.int(5)]),
    time: Float64Array.from(rows, () => 1.7e12 + stream.int(4e9)),
  };
}

const columns = log();
const rules = { weights: { view: 1, cart: 3, purchase: 5 } };
await measured('interactionsOf', () => interactionsOf(columns));
const { behaviour } = await measured('behaviourOf', () => behaviourOf(columns, rules));
const newer = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(0, 1000)]));
await measured('append 1,000', () => appended(behaviour, { ...newer, time: newer.time.map((t) => t + 1e10) }, rules));
await measured('with event ids', () => behaviourOf({ ...columns, id: names('event', events) }, rules));

if (judged > 0) {
  const catalogue = names('i', 10_000);
  const rows = Array.from({ length: 40 * judged }, (_, i) => i);
  const taken = {
    user: rows.map((i) => i % judged),
    item: rows.map(() => catalogue[Math.floor(10_000 * stream.uniform() ** 3)]),
    time: rows,
  };
  const split = lastOfEachUser(interactionsOf(taken, catalogue), 0.2);
  const scores = Float64Array.from(split.before.items, () => stream.uniform());
  const recommender = {
    items: scores.length,
    score: (_, out) => out.set(scores),
    toParts: () => ({ meta: { format: 1, outputs: 1, columns: scores.length }, arrays: {} }),
  };
  const { evaluation } = await measured('evaluateRecommender, scoring aside', () => evaluateRecommender(recommender, split, { seed: 7 }));
  found.judged = evaluation.users.judged;
}
console.log(JSON.stringify(found));
