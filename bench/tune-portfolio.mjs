// What a search should try first: losses and seconds of learners and of settings of gbdt on parts of the training rows of every supervised set, at several sizes, and the order of settings that leaves least to find.
// No test row is touched: fits are judged on other training rows. Options: --only NAME,NAME --sizes 1000,10000 --resplits 1
import { random } from 'millwright/core';
import { learners } from 'millwright/learn';
import { parseArgs } from 'node:util';
import { part, range } from './gbdt/resplits.mjs';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData } from './gbdt/tables.mjs';
import { allSets } from './ranks/sets.mjs';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, sizes: { type: 'string', default: '1000,10000' }, resplits: { type: 'string', default: '1' } },
});
const only = options.only?.split(',');
const MOST_TESTED = 5000;
const never = new AbortController().signal;

/** Settings of gbdt that differ in kind: how deep, how held back, how much is seen; trees are found. */
const settings = {
  usual: {},
  slow: { learningRate: 0.05 },
  'slow, sampled': { learningRate: 0.05, rowShare: 0.8, columnShare: 0.8 },
  'slow, few columns': { learningRate: 0.05, columnShare: 0.5 },
  'slow, few of both': { learningRate: 0.05, rowShare: 0.6, columnShare: 0.4, l2: 5 },
  stumps: { learningRate: 0.1, leaves: 4, minRowsPerLeaf: 10 },
  small: { learningRate: 0.05, leaves: 8, minRowsPerLeaf: 10, columnShare: 0.7 },
  'small, sampled': { learningRate: 0.05, leaves: 8, minRowsPerLeaf: 20, rowShare: 0.7, columnShare: 0.5, l2: 5 },
  'small, held back': { learningRate: 0.03, leaves: 6, minRowsPerLeaf: 40, rowShare: 0.7, columnShare: 0.5, l2: 20 },
  middling: { learningRate: 0.05, leaves: 16, minRowsPerLeaf: 20, rowShare: 0.8, columnShare: 0.6 },
  large: { learningRate: 0.05, leaves: 64, minRowsPerLeaf: 20, rowShare: 0.8, columnShare: 0.7 },
  'large, held back': { learningRate: 0.05, leaves: 64, minRowsPerLeaf: 60, rowShare: 0.7, columnShare: 0.5, l2: 10 },
  'large, fine': { learningRate: 0.05, leaves: 128, minRowsPerLeaf: 5, rowShare: 0.8, columnShare: 0.5, l2: 1 },
  categories: { learningRate: 0.05, leaves: 31, catSmooth: 30, catL2: 30, columnShare: 0.7, rowShare: 0.8 },
};
/** Rows beyond which a learner is not waited for. */
const MOST_ROWS = { svm: 2000, ebm: 6000, mlp: 10_000 };
const others = ['linear', 'ebm', 'extra_trees', 'forest', 'mlp', 'knn', 'svm'];

const lossOf = (table, margins, y) => {
  const { log_loss, rmse } = scoresOf(table, margins, y);
  return log_loss ?? rmse;
};

const defaultsOf = (learner) => Object.fromEntries(Object.entries(learner.params).map(([name, param]) => [name, param.default]));

async function judged(table, name, own, train, test) {
  const learner = learners[name];
  const run = { params: { ...defaultsOf(learner), ...own }, seed: 7, threads: 1, signal: never };
  const input = { task: table.task, classes: table.classes, ...train };
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  if (name !== 'gbdt') {
    const predictor = await learner.fit(input, run);
    const margins = new Float64Array(test.x.rows * predictor.outputs);
    predictor.predict(test.x, margins);
    return { loss: lossOf(table, margins, test.y), seconds: secondsSince(cpu), wall: (performance.now() - startedMs) / 1000 };
  }
  const { values, margins } = await learner.path.fit(input, run, test);
  const seconds = secondsSince(cpu);
  const size = margins.length / values.length;
  const losses = values.map((_, i) => lossOf(table, margins.subarray(i * size, (i + 1) * size), test.y));
  const best = losses.indexOf(Math.min(...losses));
  return { loss: losses[best], trees: values[best], at100: losses[values.indexOf(100)], seconds };
}

function secondsSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Two parts of the training rows, as many as asked for where there are. */
function partsOf({ ordered }, table, size, seed) {
  const rows = range(0, table.train);
  const order = ordered ? rows : random(seed, 'portfolio').shuffle(rows.slice());
  const most = Math.floor(rows.length * 0.75);
  const cut = Math.min(size, most);
  const learned = ordered ? order.subarray(most - cut, most) : order.subarray(0, cut).toSorted();
  return [learned, order.subarray(most, Math.min(most + MOST_TESTED, rows.length)).toSorted()];
}

if (!hasData()) console.log(JSON.stringify({ skipped: 'no ../shared/data' }));
else {
  const results = [];
  for (const set of allSets().filter(({ name }) => !only || only.includes(name))) {
    const table = await set.load();
    const sizes = options.sizes.split(',').map(Number);
    for (const [at, size] of sizes.entries()) {
      if (at > 0 && Math.floor(table.train * 0.75) <= sizes[at - 1]) continue;
      for (let seed = 0; seed < Number(options.resplits); seed++) {
        const [train, test] = partsOf(set, table, size, seed).map((rows) => part(table, rows));
        const losses = {};
        for (const [kind, own] of Object.entries(settings)) losses[`gbdt ${kind}`] = await judged(table, 'gbdt', own, train, test);
        for (const name of others) {
          if (train.x.rows > (MOST_ROWS[name] ?? Infinity)) continue;
          losses[name] = await judged(table, name, {}, train, test).catch((error) => ({ error: error.message }));
        }
        results.push({ data: set.name, task: table.task, rows: train.x.rows, columns: table.x.columns.length, losses });
        console.error(JSON.stringify(results.at(-1)));
      }
    }
  }
  console.log(JSON.stringify({ results }));
}
