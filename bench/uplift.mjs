// T-, X- and R-learners on simulated trials with known effects: root mean squared error of the effects, and their correlation with the truth, on fresh rows.
// Setups A to D of Nie & Wager (2021), and simulation 1 of Künzel et al. (2019), where one row in a hundred is treated. Medians over the repeats.
// Options: --rows 2000 --repeats 5 --learner gbdt --effect linear (of X and R; absent: the learner) --setups wagerA,wagerB,wagerC,wagerD,unbalanced
import { parseArgs } from 'node:util';
import { fitUplift } from 'millwright/learn';
import { setups, simulated } from './uplift/setups.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000' },
    repeats: { type: 'string', default: '5' },
    learner: { type: 'string', default: 'gbdt' },
    params: { type: 'string', default: '{}' },
    effect: { type: 'string' },
    setups: { type: 'string', default: Object.keys(setups).join(',') },
  },
});
const [rows, repeats] = [Number(values.rows), Number(values.repeats)];
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const learners = {
  outcome: { learner: values.learner, params: JSON.parse(values.params) },
  ...(values.effect ? { effect: { learner: values.effect, params: {} } } : {}),
};
const round = (v) => Math.round(1e3 * v) / 1e3;

function correlation(a, b) {
  const mean = (v) => v.reduce((sum, x) => sum + x, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (u, mu, v, mv) => u.reduce((sum, x, i) => sum + (x - mu) * (v[i] - mv), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

async function judged(setup, name, seed, method) {
  const count = name === 'unbalanced' ? 10 * rows : rows;
  const { effects: _, ...input } = simulated(setup, count, seed, name);
  const fresh = simulated(setup, 5000, seed, `${name} fresh`);
  const started = performance.now();
  const run = { method, ...learners, seed, threads: 1, signal: new AbortController().signal };
  const model = await fitUplift({ task: 'regression', ...input }, run);
  const seconds = (performance.now() - started) / 1000;
  const uplift = model.uplift(fresh.x);
  const error = Math.sqrt(uplift.reduce((sum, u, i) => sum + (u - fresh.effects[i]) ** 2, 0) / uplift.length);
  return { error, correlation: correlation(uplift, fresh.effects), seconds };
}

const result = {};
for (const name of values.setups.split(',')) {
  result[name] = {};
  for (const method of ['t', 'x', 'r']) {
    const found = [];
    for (let seed = 1; seed <= repeats; seed++) found.push(await judged(setups[name], name, seed, method));
    const of = (key) => round(median(found.map((f) => f[key])));
    result[name][method] = { error: of('error'), correlation: of('correlation'), seconds: of('seconds') };
    console.error(name, method, JSON.stringify(result[name][method]));
  }
}
console.log(JSON.stringify({ rows, repeats, ...learners, setups: result }));
