// gbdt, LightGBM, XGBoost and scikit-learn's histogram boosting, all at their defaults, on the same matrices of every supervised set: scores, ranks, mean rank.
// Needs ../shared/data and a Python with lightgbm, xgboost and scikit-learn (MILLWRIGHT_PEER_PYTHON).
// Options: --only NAME,NAME --resplits 5 (sets without a split of their own) --params '{"maxStep":0}' (of gbdt) --peers lightgbm
// --validation: scores a fifth of the training rows instead of test rows, which settings may be chosen by
import { parseArgs } from 'node:util';
import { fitOurs, meanOf, part, range, resplit } from './gbdt/resplits.mjs';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData } from './gbdt/tables.mjs';
import { fitPeers, hasPeers, peers } from './ranks/peers.mjs';
import { meanRanks, ranksOf } from './ranks/ranks.mjs';
import { allSets } from './ranks/sets.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    resplits: { type: 'string', default: '5' },
    params: { type: 'string', default: '{}' },
    peers: { type: 'string', default: peers.join(',') },
    validation: { type: 'boolean', default: false },
  },
});
const only = options.only?.split(',');
const params = JSON.parse(options.params);

function splitsOf({ given, ordered }, table) {
  const seeds = range(0, Number(options.resplits));
  const all = range(0, table.x.rows);
  const within = (train, seed) => {
    if (!ordered) return resplit(train, seed + 1000);
    const cut = Math.floor(train.length * 0.8);
    return [train.subarray(0, cut), train.subarray(cut)];
  };
  const own = [all.subarray(0, table.train), all.subarray(table.train)];
  if (options.validation) return Array.from(ordered ? [0] : seeds, (seed) => within(given ? own[0] : resplit(all, seed)[0], seed));
  return given ? [own] : Array.from(seeds, (seed) => resplit(all, seed));
}

/** Scores of each side on each split: `{ SIDE: [{ METRIC: score }] }`. */
async function scoresBySplit(table, splits, others) {
  const ours = [];
  for (const [train, test] of splits) ours.push((await fitOurs(table, part(table, train), part(table, test), params)).margins);
  const truths = splits.map(([, test]) => part(table, test).y);
  const scored = (margins) => margins.map((of, k) => scoresOf(table, of, truths[k]));
  return Object.fromEntries(Object.entries({ gbdt: ours, ...others }).map(([side, margins]) => [side, scored(margins)]));
}

async function measure(set) {
  const table = await set.load();
  const splits = splitsOf(set, table);
  const { margins, cpuSeconds, versions } = fitPeers(table, splits, options.peers.split(','));
  const bySplit = await scoresBySplit(table, splits, margins);
  const pick = (metric, scoreOf) => Object.fromEntries(Object.entries(bySplit).map(([side, runs]) => [side, scoreOf(runs)[metric]]));
  const metrics = Object.keys(bySplit.gbdt[0]);
  const record = (valueOf) => Object.fromEntries(metrics.map((metric) => [metric, valueOf(metric)]));
  const scores = record((metric) => pick(metric, meanOf));
  const rankOfSplit = (metric) => (_, k) =>
    ranksOf(
      pick(metric, (runs) => runs[k]),
      metric,
    );
  const result = {
    data: set.name,
    task: table.task,
    rows: table.x.rows,
    splits: splits.length,
    scores,
    ranks: record((metric) => ranksOf(scores[metric], metric)),
    ranksOfSplits: record((metric) => meanRanks(splits.map(rankOfSplit(metric)))),
    cpuSeconds,
    versions,
  };
  console.error(JSON.stringify(result));
  return result;
}

/** Mean ranks over sets: by what was minimised (log-loss, RMSE), by AUC, and by what was minimised but split by split. */
function summaryOf(results) {
  const lossOf = (ranks) => ranks.log_loss ?? ranks.rmse;
  const binary = results.filter(({ task }) => task === 'binary');
  return {
    loss: meanRanks(results.map(({ ranks }) => lossOf(ranks))),
    lossOfSplits: meanRanks(results.map(({ ranksOfSplits }) => lossOf(ranksOfSplits))),
    ...(binary.length > 0 ? { auc: meanRanks(binary.map(({ ranks }) => ranks.auc)) } : {}),
  };
}

if (!hasData() || !hasPeers()) {
  console.log(JSON.stringify({ skipped: hasData() ? 'no Python with lightgbm, xgboost and scikit-learn' : 'no ../shared/data' }));
} else {
  const results = [];
  for (const set of allSets().filter(({ name }) => !only || only.includes(name))) results.push(await measure(set));
  console.log(JSON.stringify({ meanRanks: summaryOf(results), sets: results }));
}
