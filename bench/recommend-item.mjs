// Methods over pairs of items: item_knn beside implicit, EASE and SLIM on a made shop (`--users`, `--items`, `--events`, `--threads`, `--runs`, `--only knn,ease,slim,top`).
import { parseArgs } from 'node:util';
import { historyOf, lastOfEachUser, topItems } from 'millwright/recommend';
import { interactionsOfLists, matrixOf } from './recommend/events.mjs';
import { fitImplicit, hasImplicit } from './recommend/implicit.mjs';
import { askedUsers, judged, K } from './recommend/judged.mjs';
import { madeEvents } from './recommend/made.mjs';
import { fitOurs } from './recommend/ours.mjs';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '50000' },
    items: { type: 'string', default: '10000' },
    events: { type: 'string', default: '2000000' },
    threads: { type: 'string', default: '2' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: 'knn,ease,slim,top' },
  },
});
const [users, items, events, threads, runs] = ['users', 'items', 'events', 'threads', 'runs'].map((name) => Number(values[name]));
const parts = values.only.split(',');
const split = lastOfEachUser(interactionsOfLists(madeEvents(users, items, events), items), 0.2);
const asked = askedUsers(split, 2000);

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const rounded = (value, digits = 3) => Number(value.toFixed(digits));
const summary = (fits) => ({
  seconds: rounded(median(fits.map((fit) => fit.seconds))),
  cpuSeconds: rounded(median(fits.map((fit) => fit.cpuSeconds))),
  ...Object.fromEntries(Object.entries(judged(fits[0].lists, asked)).map(([name, value]) => [name, rounded(value, 4)])),
});
const ours = (learner, params) => fitOurs(learner, params, split.before, asked, { threads, seed: 7 });

/** Our neighbours and the peer's, one after the other, so that both meet the same machine. */
async function neighbours() {
  const matrix = matrixOf(split.before);
  const users = asked.map(({ user }) => user);
  const out = {};
  for (const similarity of ['cosine', 'bm25']) {
    const [own, peer] = [[], []];
    for (let run = 0; run < runs; run++) {
      own.push(await ours('item_knn', { similarity, neighbours: 49 }));
      if (hasImplicit()) peer.push(...fitImplicit(matrix, users, [{ method: similarity, params: { K: 50 } }], { threads, seed: 7, k: K }));
    }
    out[similarity] = { ours: summary(own), ...(peer.length > 0 ? { implicit: summary(peer) } : {}) };
    if (peer.length > 0) out[similarity].ratio = rounded(out[similarity].ours.seconds / out[similarity].implicit.seconds, 2);
  }
  return out;
}

/** One fit: its time, the most memory that the process took so far, and the time of a list. */
async function one(learner) {
  const fitted = await ours(learner, {});
  return {
    ...summary([fitted]),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    listMs: rounded((fitted.listSeconds * 1000) / asked.length),
  };
}

/** The best 20 of so many scores. */
function top(size) {
  const scores = Float64Array.from({ length: size }, (_, i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
  const seen = new Set(historyOf(split.before, 0).items);
  const times = Array.from({ length: 50 }, () => {
    const from = performance.now();
    topItems(scores, 20, (item) => seen.has(item));
    return performance.now() - from;
  });
  return rounded(median(times));
}

const result = { users, items, events: split.before.item.length, threads };
if (parts.includes('knn')) result.item_knn = await neighbours();
for (const learner of ['ease', 'slim']) if (parts.includes(learner)) result[learner] = await one(learner);
if (parts.includes('top')) result.topMs = { '10k': top(10_000), '1M': top(1_000_000) };
console.log(JSON.stringify(result));
