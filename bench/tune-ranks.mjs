// `train --budget` against LightGBM tuned by Optuna in the same time and cores, and against what both do without a budget, on every supervised set: scores, ranks, mean rank.
// Needs ../shared/data and a Python with lightgbm, optuna and scikit-learn (MILLWRIGHT_PEER_PYTHON).
// Each set that has ended is a line of a file at once: a race that was stopped goes on with the others, and --report tells what there is without running anything.
// Options: --budget 60 (seconds) --trials N (in place of the budget: for a busy machine, where time says nothing) --threads 2 --only NAME,NAME --splits 1 (of sets without one of their own)
// --sides millwright,defaults,linear,gbdt,lightgbm,optuna (those that a line lacks are added to it) --lines FILE (bench/results/tune-ranks.jsonl) --report
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { part, range, resplit } from './gbdt/resplits.mjs';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData } from './gbdt/tables.mjs';
import { allSets } from './ranks/sets.mjs';
import { addLine, readLines } from './tune/lines.mjs';
import { fitTuned, hasOptuna, peerSides } from './tune/optuna.mjs';
import { ourSides, scoresOfOurs } from './tune/ours.mjs';
import { ranksOfRuns, summaryOf, tableOf } from './tune/summary.mjs';

const { values: options } = parseArgs({
  options: {
    budget: { type: 'string', default: '60' },
    trials: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string' },
    splits: { type: 'string', default: '1' },
    sides: { type: 'string', default: [...ourSides, ...peerSides].join(',') },
    lines: { type: 'string', default: new URL('results/tune-ranks.jsonl', import.meta.url).pathname },
    report: { type: 'boolean', default: false },
  },
});
const wanted = options.sides.split(',');
const [budget, threads, splits] = [options.budget, options.threads, options.splits].map(Number);
const trials = options.trials && Number(options.trials);
const only = options.only?.split(',');
const settings = { ...(trials ? { trials } : { budget }), threads, splits };

function splitsOf({ given }, table) {
  const all = range(0, table.x.rows);
  const own = [all.subarray(0, table.train), all.subarray(table.train)];
  const more = given ? 0 : splits - 1;
  return [own, ...Array.from(range(0, more), (seed) => resplit(all, seed))];
}

function measureSplit(set, table, split, sides, say) {
  const common = { ordered: set.ordered, budget, trials, threads, say };
  const ours = ourSides.filter((side) => sides.includes(side));
  const { scores, search: millwright } = scoresOfOurs(table, split, { ...common, sides: ours });
  const search = millwright ? { millwright } : {};
  const peers = peerSides.filter((side) => sides.includes(side));
  if (peers.length === 0) return { scores, search };
  const { margins, search: optuna, versions } = fitTuned(table, split, { ...common, sides: peers });
  const { y } = part(table, split[1]);
  for (const [side, of] of Object.entries(margins)) {
    scores[side] = scoresOf(table, of, y);
    say(`${side}: ${JSON.stringify(scores[side])}${side === 'optuna' ? ` ${optuna.seconds.toFixed(1)} s` : ''}`);
  }
  return { scores, search: { ...search, ...(optuna ? { optuna } : {}) }, versions };
}

async function measure(set, earlier, sides) {
  const table = await set.load();
  const runs = splitsOf(set, table).map((split, k) => {
    const old = earlier?.runs?.[k];
    const run = measureSplit(set, table, split, sides, (line) => console.error(`${set.name}, split ${k}, ${line}`));
    return { ...old, ...run, scores: { ...old?.scores, ...run.scores }, search: { ...old?.search, ...run.search } };
  });
  const { rows, columns } = table.x;
  return { data: set.name, settings, task: table.task, rows, columns: columns.length, ...ranksOfRuns(table.task, runs), runs };
}

/** One set, as a line: the sides that its line lacks so far, and a fault in words where one of them failed. */
async function race(set) {
  const earlier = readLines(options.lines, settings).get(set.name);
  const known = Object.keys(earlier?.runs?.[0].scores ?? {});
  const sides = wanted.filter((side) => !known.includes(side));
  if (sides.length === 0) return console.error(`${set.name}: known`);
  try {
    const line = await measure(set, earlier, sides);
    addLine(options.lines, line);
    console.error(JSON.stringify({ ...line, runs: undefined }));
  } catch (error) {
    addLine(options.lines, { ...earlier, data: set.name, settings, error: error.message.split('\n')[0] });
    console.error(`${set.name}: ${error.message}`);
  }
}

if (!options.report && (!hasData() || !hasOptuna())) {
  console.log(JSON.stringify({ skipped: hasData() ? 'no Python with lightgbm, optuna and scikit-learn' : 'no ../shared/data' }));
} else {
  const sets = allSets().filter(({ name }) => !only || only.includes(name));
  if (!options.report) for (const set of sets) await race(set);
  const known = readLines(options.lines, settings);
  const lines = sets.flatMap(({ name }) => known.get(name) ?? []);
  console.error(tableOf(lines));
  console.log(JSON.stringify({ ...settings, summary: summaryOf(lines, trials ? undefined : budget), sets: lines }));
}
