// Recommenders against implicit 0.7 (MILLWRIGHT_PEER_PYTHON): a made shop of 50,000 users, 10,000 items and 1.6 million events to learn from, with seconds; and recall@20 and ndcg@10 on every interaction set of ../shared/data.
// Both sides see the same events and rank all unseen items; settings of both are tried on the last fifth of the events before, and the best by recall@20 is fitted again. On a shared machine only seconds of the processor compare.
// Options: --sets made,ml100k,… --turns 3 (of the made shop, both sides in turns) --threads 2 --methods als,bpr,… --users 5000 (asked at most, of each set) --settings tried|given
import { appendFileSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lastOfEachUser } from 'millwright/recommend';
import { interactionsOfLists, matrixOf } from './recommend/events.mjs';
import { fitImplicit, hasImplicit } from './recommend/implicit.mjs';
import { askedUsers, judged, K } from './recommend/judged.mjs';
import { madeEvents } from './recommend/made.mjs';
import { fitOurs } from './recommend/ours.mjs';
import { races, settingsOf } from './recommend/settings.mjs';
import { hasSets, sets } from './recommend/sets.mjs';

const { values: options } = parseArgs({
  options: {
    sets: { type: 'string', default: ['made', ...Object.keys(sets)].join(',') },
    turns: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    methods: { type: 'string' },
    users: { type: 'string', default: '5000' },
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

const partsOf = (split) => ({ before: split.before, matrix: matrixOf(split.before), asked: askedUsers(split, Number(options.users)) });

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

/** The best of a method's settings, by recall@20 on the last fifth of what came before; then fitted on all of it. */
async function tried(side, method, split, parts) {
  const all = settingsOf(side, method, parts.before.items.length);
  if (all.length === 0) return undefined;
  const inner = partsOf(lastOfEachUser(split.before, 0.2));
  const scores = [];
  for (const params of all) scores.push(all.length === 1 ? 0 : (await fitted(side, { method, params }, inner))['recall@20']);
  const params = all[scores.indexOf(Math.max(...scores))];
  return { side, method, params, ...(await fitted(side, { method, params }, parts)) };
}

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
    const about = {
      set: name,
      order: sets[name].order,
      users: parts.before.users.length,
      items: parts.before.items.length,
      asked: parts.asked.length,
    };
    for (const [side, methods] of Object.entries({
      ours: ['popularity', 'item_knn', 'ease', 'als', 'bpr', 'hybrid'],
      implicit: peer ? ['als', 'bpr', 'cosine', 'tfidf', 'bm25'] : [],
    }))
      for (const method of methods.filter(wanted)) {
        const result = await tried(side, method, split, parts);
        if (result) told({ ...about, ...result });
      }
  }
}
console.log(JSON.stringify(results));
