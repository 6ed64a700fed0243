// Recommenders against implicit 0.7 (MILLWRIGHT_PEER_PYTHON): a made shop of 50,000 users, 10,000 items and 1.6 million events to learn from, with seconds; and recall@20 and ndcg@10 on every interaction set of ../shared/data.
// Both sides see the same events and rank all unseen items; as many settings of both are tried on the last fifth of the events before, and the best by recall@20 is fitted again; of ours also how much newer events
// say, and a blend of the best settings of those methods that were asked for. On a shared machine only seconds of the processor compare.
// Options: --sets made,ml100k,… --turns 3 (of the made shop, both sides in turns) --threads 2 --sides ours,implicit --methods als,bpr,… --users 5000 --trying 1000 (asked at most, of each set, and while settings are tried) --trials 6 (of each method at most, drawn)
import { appendFileSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { lastOfEachUser, recommenders } from 'millwright/recommend';
import { interactionsOfLists, matrixOf } from './recommend/events.mjs';
import { fitImplicit, hasImplicit } from './recommend/implicit.mjs';
import { askedUsers, judged, K } from './recommend/judged.mjs';
import { madeEvents } from './recommend/made.mjs';
import { fitOurs } from './recommend/ours.mjs';
import { methodsOf, races, RECENCIES, settingsOf } from './recommend/settings.mjs';
import { hasSets, sets } from './recommend/sets.mjs';

const { values: options } = parseArgs({
  options: {
    sets: { type: 'string', default: ['made', ...Object.keys(sets)].join(',') },
    turns: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    sides: { type: 'string', default: 'ours,implicit' },
    methods: { type: 'string' },
    users: { type: 'string', default: '5000' },
    trying: { type: 'string', default: '1000' },
    trials: { type: 'string', default: 'Infinity' },
    lines: { type: 'string', default: new URL('results/recommend.jsonl', import.meta.url).pathname },
  },
});
const run = { threads: Number(options.threads), seed: 7, k: K };
const peer = hasImplicit();
const wanted = (name) => !options.methods || options.methods.split(',').includes(name);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Fits and judges one side's `{method, params}`: ours, or `implicit`'s. */
async function fitted(side, { method, params }, { before, matrix, asked }) {
  const users = asked.map(({ user }) => user);
  const fit =
    side === 'ours' ? await fitOurs(method, params, before, asked, run) : fitImplicit(matrix, users, [{ method, params }], run)[0];
  const { lists, ...times } = fit;
  return { ...judged(lists, asked), ...times };
}

const partsOf = (split, most = options.users) => ({
  before: split.before,
  matrix: matrixOf(split.before),
  asked: askedUsers(split, Number(most)),
});

/** Both sides in turns: medians of their times. */
async function race(parts, { ours, implicit }) {
  const turns = { ours: [], implicit: [] };
  for (let turn = 0; turn < Number(options.turns); turn++) {
    turns.ours.push(await fitted('ours', ours, parts));
    if (peer && implicit) turns.implicit.push(await fitted('implicit', implicit, parts));
  }
  const middle = (runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((one) => one[key]))]));
  return {
    ours: { ...ours, ...middle(turns.ours) },
    ...(turns.implicit.length > 0 ? { implicit: { ...implicit, ...middle(turns.implicit) } } : {}),
  };
}

/** The best of settings by recall@20; one alone is not tried. */
async function bestOf(all, valueOf) {
  if (all.length === 1) return all[0];
  const values = [];
  for (const params of all) values.push(await valueOf(params));
  return all[values.indexOf(Math.max(...values))];
}

/** At most so many of settings, drawn: of as many on either side, those at the same places. */
function someOf(all) {
  const most = Number(options.trials);
  if (all.length <= most) return all;
  const drawn = random(run.seed, 'trials').shuffle(Int32Array.from(all.keys()));
  return Array.from(drawn.subarray(0, most).toSorted(), (at) => all[at]);
}

/** The best of a method's settings on the last fifth of what came before; undefined where it is not for so much. */
async function chosenOf(side, method, inner, isTimed) {
  const { items, item } = inner.before;
  const all = settingsOf(side, method, { items: items.length, events: item.length });
  if (all.length === 0) return undefined;
  const valueOf = async (params) => (await fitted(side, { method, params }, inner))['recall@20'];
  const params = await bestOf(someOf(all), valueOf);
  if (side !== 'ours' || !isTimed || !('recency' in recommenders[method].params)) return params;
  return bestOf(
    RECENCIES.map((recency) => ({ ...params, recency })),
    valueOf,
  );
}

/** What is blended: those with different ideas of who is alike. */
const BLENDED = ['item_knn', 'ease', 'als', 'stan'];

const results = [];
mkdirSync(new URL('results/', import.meta.url), { recursive: true });
const told = (line) => {
  results.push(line);
  appendFileSync(options.lines, `${JSON.stringify(line)}\n`);
  console.error(JSON.stringify(line));
};
for (const name of options.sets.split(',')) {
  if (name === 'made') {
    const parts = partsOf(lastOfEachUser(interactionsOfLists(madeEvents(50_000, 10_000, 2e6), 10_000), 0.2));
    for (const one of races.filter(({ ours }) => wanted(ours.method))) told({ set: name, ...(await race(parts, one)) });
  } else if (hasSets) {
    const split = sets[name].read();
    const parts = partsOf(split);
    const inner = partsOf(lastOfEachUser(split.before, 0.2), options.trying);
    const about = {
      set: name,
      order: sets[name].order,
      users: parts.before.users.length,
      items: parts.before.items.length,
      asked: parts.asked.length,
    };
    for (const side of options.sides.split(',').filter((one) => one === 'ours' || peer)) {
      const members = [];
      for (const method of methodsOf[side].filter(wanted)) {
        const params = await chosenOf(side, method, inner, !sets[name].order.includes('drawn'));
        if (!params) continue;
        if (side === 'ours' && BLENDED.includes(method)) members.push({ learner: method, params });
        told({ ...about, side, method, params, ...(await fitted(side, { method, params }, parts)) });
      }
      if (members.length > 1 && wanted('blend')) {
        const blend = { method: 'blend', params: { members } };
        told({ ...about, side, ...blend, ...(await fitted(side, blend, parts)) });
      }
    }
  }
}
console.log(JSON.stringify(results));
