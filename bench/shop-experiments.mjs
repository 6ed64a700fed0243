// Trials in the simulated shop, whose true effect on revenue per visitor is an exact sum: how often the always-valid interval holds it at the end, and at
// every look at once. A/A: bestsellers against themselves; A/B: a fitted recommender against bestsellers. Shares come with their 95% interval (Wilson).
// Options: --runs 1000 --users 16000 --items 600 --looks 20 --learner item_knn --seed 7
import { parseArgs } from 'node:util';
import '../test/support/ts-hooks.mjs';

const { bestsellers, FRONT, drawTrial, listsOf, simulateHistory, trueEffect } = await import('../src/demo/index.js');
const { contrast, isEarly, momentsOf, wilson } = await import('../src/evaluate/index.js');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    users: { type: 'string', default: '16000' },
    items: { type: 'string', default: '600' },
    looks: { type: 'string', default: '20' },
    learner: { type: 'string', default: 'item_knn' },
    seed: { type: 'string', default: '7' },
  },
});
const [runs, users, items, looks, seed] = [values.runs, values.users, values.items, values.looks, values.seed].map(Number);
const round = (x) => Math.round(1e4 * x) / 1e4;
const share = (hits) => Object.fromEntries(Object.entries(wilson(hits, runs)).map(([key, v]) => [key, round(v)]));

const DAYS = 14;
const history = simulateHistory({ seed, users, items, days: 270 }, 240);
const { shop, state } = history;
const visitors = [...new Set(Array.from({ length: DAYS }, (_, d) => state.due.get(state.day + d) ?? []).flat())];
const popular = bestsellers(shop, state, FRONT);
const recommended = await listsOf(history, values.learner, FRONT, visitors);

/** Whether the interval holds the truth at each look that may be believed, and what the last one was. */
function looked(rows, truth) {
  const seen = [];
  for (let look = 1; look <= looks; look++) {
    const until = Math.floor((look * rows.arm.length) / looks);
    const [control, treated] = [0, 1].map((arm) => momentsOf(rows.revenue.subarray(0, until).filter((_, i) => rows.arm[i] === arm)));
    if (isEarly([control, treated], 'always')) continue;
    const { difference } = contrast(control, treated, { look: 'always', rate: false, planned: visitors.length });
    seen.push({ difference, holds: difference.low <= truth && difference.high >= truth });
  }
  return seen;
}

function measured(lists) {
  const plan = { shop, state, visitors, lists, days: DAYS };
  const truth = trueEffect(plan);
  let [atEnd, always, sure, sum, width, ends] = [0, 0, 0, 0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const seen = looked(drawTrial(plan, run), truth);
    const last = seen.at(-1);
    if (!last || last.holds) atEnd++;
    if (seen.every(({ holds }) => holds)) always++;
    if (seen.some(({ difference: { low, high } }) => low > 0 || high < 0)) sure++;
    if (!last) continue;
    ends++;
    sum += last.difference.value;
    width += last.difference.high - last.difference.low;
  }
  return {
    truth: round(truth),
    meanEstimate: round(sum / ends),
    meanWidth: round(width / ends),
    trialsThatMaySpeak: ends,
    holdsAtEnd: share(atEnd),
    holdsAtEveryLook: share(always),
    calledAtSomeLook: share(sure),
  };
}

console.log(
  JSON.stringify({
    visitors: visitors.length,
    looks,
    aa: measured(() => [popular, popular]),
    ab: { learner: values.learner, ...measured((person) => [popular, recommended.get(person)]) },
  }),
);
