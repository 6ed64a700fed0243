// TPE and Gaussian process against Optuna's, and random search: the best loss after so many trials, over seeds, and the time a sampler takes per trial.
// The losses are computed here for both sides: four functions of the literature, and boosting judged by a third of the rows of two sets.
// Needs a Python with optuna, torch and scipy (MILLWRIGHT_PEER_PYTHON); the boosting needs ../shared/data.
// Options: --only branin,telco_churn --seeds 20 --trials 50 --peers tpe,gp --ours random,tpe,gp
import { parseArgs } from 'node:util';
import { samplers } from 'millwright/tune';
import { hasData } from './gbdt/tables.mjs';
import { boostings } from './samplers/boosting.mjs';
import { functions } from './samplers/functions.mjs';
import { openPeer, hasPeer } from './samplers/peer.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    trials: { type: 'string', default: '50' },
    ours: { type: 'string', default: 'random,tpe,gp' },
    peers: { type: 'string', default: 'tpe,gp' },
  },
});
const only = options.only?.split(',');
const [seeds, trials] = [Number(options.seeds), Number(options.trials)];
/** Whom each of our samplers is held against. */
const RIVALS = { tpe: ['tpe'], gp: ['gp'] };

/** The best loss of one study of ours, and the milliseconds of CPU that its sampler took. */
async function own(name, { space, loss }, seed) {
  const suggest = samplers[name].begin(space, seed, 1);
  const seen = [];
  let ms = 0;
  for (let number = 0; number < trials; number++) {
    const before = process.cpuUsage();
    const point = suggest({ number, seen, pending: [] });
    const took = process.cpuUsage(before);
    ms += (took.user + took.system) / 1000;
    seen.push({ number, point, losses: [await loss(point)] });
  }
  return { best: Math.min(...seen.map(({ losses }) => losses[0])), ms };
}

const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const figures = (runs) => ({
  median: Number(median(runs.map(({ best }) => best)).toPrecision(6)),
  msPerTrial: Number((runs.reduce((sum, { ms }) => sum + ms, 0) / runs.length / trials).toPrecision(3)),
});

async function measure(task, peer) {
  const runs = {};
  const add = (name, run) => (runs[name] ??= []).push(run);
  for (let seed = 0; seed < seeds; seed++) {
    for (const name of options.ours.split(',')) add(name, await own(name, task, seed));
    for (const name of options.peers.split(',')) add(`optuna ${name}`, await peer.study(name, task, seed, trials));
  }
  const bests = (name) => runs[name].map(({ best }) => best);
  const tests = {};
  for (const name of Object.keys(RIVALS).filter((one) => runs[one])) {
    tests[name] = {
      worseThan: Object.fromEntries(
        await Promise.all(
          RIVALS[name]
            .filter((rival) => runs[`optuna ${rival}`])
            .map(async (rival) => [rival, await peer.worse(bests(name), bests(`optuna ${rival}`))]),
        ),
      ),
      ...(runs.random ? { betterThanRandom: await peer.worse(bests('random'), bests(name)) } : {}),
    };
  }
  const result = {
    task: task.name,
    seeds,
    trials,
    sides: Object.fromEntries(Object.entries(runs).map(([n, of]) => [n, figures(of)])),
    p: tests,
  };
  console.error(JSON.stringify(result));
  return result;
}

if (!hasPeer()) console.log(JSON.stringify({ skipped: 'no Python with optuna, torch and scipy' }));
else {
  const peer = openPeer();
  const results = [];
  const tasks = [...functions, ...(hasData() ? boostings : [])].filter(({ name }) => !only || only.includes(name));
  for (const task of tasks) results.push(await measure(await (task.load?.() ?? task), peer));
  await peer.close();
  console.log(JSON.stringify({ tasks: results }, null, 1));
}
