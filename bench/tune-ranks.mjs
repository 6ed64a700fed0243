// `train --budget` against LightGBM tuned by Optuna in the same time and cores, and against what both do without a budget, on every supervised set: scores, ranks, mean rank.
// Needs ../shared/data and a Python with lightgbm, optuna and scikit-learn (MILLWRIGHT_PEER_PYTHON).
// Options: --budget 60 (seconds) --trials N (in place of the budget: for a busy machine, where time says nothing) --threads 2 --only NAME,NAME --splits 1 (of sets without one of their own)
// --sides millwright,defaults,linear,gbdt,lightgbm,optuna --with FILE (an earlier result, for the sides that are not run)
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { part, range, resplit } from './gbdt/resplits.mjs';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData } from './gbdt/tables.mjs';
import { meanRanks, ranksOf } from './ranks/ranks.mjs';
import { allSets } from './ranks/sets.mjs';
import { fitTuned, hasOptuna, peerSides } from './tune/optuna.mjs';
import { ourSides, scoresOfOurs } from './tune/ours.mjs';

const { values: options } = parseArgs({
  options: {
    budget: { type: 'string', default: '60' },
    trials: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string' },
    splits: { type: 'string', default: '1' },
    sides: { type: 'string', default: [...ourSides, ...peerSides].join(',') },
    with: { type: 'string' },
  },
});
const wanted = options.sides.split(',');
const [budget, threads] = [Number(options.budget), Number(options.threads)];
const trials = options.trials && Number(options.trials);
const only = options.only?.split(',');
const earlier = options.with ? readFileSync(options.with, 'utf8') : undefined;
const known = earlier ? (JSON.parse(earlier).result ?? JSON.parse(earlier)).sets : [];

/** The sides that are ranked; the others are told beside them. */
const RACE = ['millwright', 'defaults', 'lightgbm', 'optuna'];

function splitsOf({ given }, table) {
  const all = range(0, table.x.rows);
  const own = [all.subarray(0, table.train), all.subarray(table.train)];
  const more = given ? 0 : Number(options.splits) - 1;
  return [own, ...Array.from(range(0, more), (seed) => resplit(all, seed))];
}

function measureSplit(set, table, split, say) {
  const common = { ordered: set.ordered, budget, trials, threads, say };
  const { scores, search } = scoresOfOurs(table, split, { ...common, sides: ourSides.filter((side) => wanted.includes(side)) });
  const peers = peerSides.filter((side) => wanted.includes(side));
  if (peers.length === 0) return { scores, search: { millwright: search } };
  const { margins, search: optuna, versions } = fitTuned(table, split, { ...common, sides: peers });
  const { y } = part(table, split[1]);
  for (const [side, of] of Object.entries(margins)) {
    scores[side] = scoresOf(table, of, y);
    say(`${side}: ${JSON.stringify(scores[side])}`);
  }
  return { scores, search: { millwright: search, optuna }, versions };
}

async function measure(set) {
  const table = await set.load();
  const runs = [];
  for (const [k, split] of splitsOf(set, table).entries()) {
    const say = (line) => console.error(`${set.name}, split ${k}, ${line}`);
    const old = known.find(({ data }) => data === set.name)?.runs[k];
    const run = measureSplit(set, table, split, say);
    runs.push({ ...old, ...run, scores: { ...old?.scores, ...run.scores }, search: { ...old?.search, ...run.search } });
  }
  const result = {
    data: set.name,
    task: table.task,
    rows: table.x.rows,
    columns: table.x.columns.length,
    runs,
    ...ranksOfRuns(table.task, runs),
  };
  console.error(JSON.stringify({ ...result, runs: undefined }));
  return result;
}

/** Mean scores and ranks of the race by the loss that is minimised, and by AUC or accuracy for classes. */
function ranksOfRuns(task, runs) {
  const metrics = { binary: ['log_loss', 'auc'], multiclass: ['log_loss', 'accuracy'], regression: ['rmse'] }[task];
  const sides = Object.keys(runs[0].scores);
  const racing = RACE.filter((side) => sides.includes(side));
  const pick = (metric, of) => Object.fromEntries(of.map((side) => [side, meanScore(runs, side, metric)]));
  return {
    scores: Object.fromEntries(metrics.map((metric) => [metric, pick(metric, sides)])),
    ranks: Object.fromEntries(metrics.map((metric) => [metric, ranksOf(pick(metric, racing), metric)])),
  };
}

const meanScore = (runs, side, metric) => runs.reduce((sum, { scores }) => sum + scores[side][metric], 0) / runs.length;

/** Mean ranks over sets, and where the search did worse than the better of our own defaults. */
function summaryOf(results) {
  const lossOf = ({ log_loss, rmse }) => log_loss ?? rmse;
  const second = results.map(({ ranks }) => ranks.auc ?? ranks.accuracy).filter(Boolean);
  const worse = results.flatMap(({ data, scores }) => {
    const { millwright, linear, gbdt } = lossOf(scores);
    const best = Math.min(linear, gbdt);
    return millwright > best ? [{ data, by: `${((100 * (millwright - best)) / best).toFixed(2)}%` }] : [];
  });
  return {
    loss: meanRanks(results.map(({ ranks }) => lossOf(ranks))),
    ...(second.length > 0 ? { aucOrAccuracy: meanRanks(second) } : {}),
    worseThanOwnDefaults: worse,
  };
}

if (!hasData() || !hasOptuna()) {
  console.log(JSON.stringify({ skipped: hasData() ? 'no Python with lightgbm, optuna and scikit-learn' : 'no ../shared/data' }));
} else {
  const results = [];
  for (const set of allSets().filter(({ name }) => !only || only.includes(name))) results.push(await measure(set));
  console.log(JSON.stringify({ ...(trials ? { trials } : { budget }), threads, meanRanks: summaryOf(results), sets: results }));
}
