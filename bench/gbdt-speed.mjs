// gbdt against LightGBM 4 on one thread: seconds of fit; and batches, single rows and 1,000 explained rows of forests of two sizes.
// Without lightgbm in MILLWRIGHT_PEER_PYTHON only gbdt is timed. Options: --only 10000x28,adult,100x31 --repeats 3 --turns 5
// A fit is the least of the repeats. Of forests (100x31, 500x255) every figure is the median of the turns, which both take in turns.
import { parseArgs } from 'node:util';
import { learners } from 'millwright/learn';
import { fitLightgbm, hasLightgbm } from './gbdt/lightgbm.mjs';
import { firstRows, madeTable } from './gbdt/made-table.mjs';
import { comparePredictions, SIZES } from './gbdt/predictions.mjs';
import { hasData, loadTable, manifest } from './gbdt/tables.mjs';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, repeats: { type: 'string', default: '3' }, turns: { type: 'string', default: '5' } },
});
const REAL = ['telco_churn', 'adult'];
const MADE = [
  [10_000, 28],
  [100_000, 28],
  [1_000_000, 28],
];

/** Wall and CPU seconds: on a shared machine only the latter compare. */
async function timed(work) {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (used.user + used.system) / 1e6 };
}

async function timeOurs(table) {
  const fit = await timed(() => learners.gbdt.fit(table, { params: {}, seed: 7, threads: 1, signal: new AbortController().signal }));
  const margins = new Float64Array(table.x.rows);
  const predict = await timed(() => fit.result.predict(table.x, margins));
  const contributions = await timed(() => fit.result.contributions(firstRows(table.x, 1000)));
  return times(table, fit.seconds, fit.cpuSeconds, predict.cpuSeconds, contributions.cpuSeconds);
}

function timePeer(table) {
  const t = fitLightgbm({ ...table, train: table, test: table });
  return times(table, t.fitSeconds, t.fitCpuSeconds, t.predictCpuSeconds, t.contributionsCpuSeconds);
}

const times = (table, fitSeconds, fitCpuSeconds, predictCpu, contributionsCpu) => ({
  fitSeconds,
  fitCpuSeconds,
  predictMicrosecondsPerRow: (predictCpu * 1e6) / table.x.rows,
  contributionsMsPer1000: contributionsCpu * 1000,
});

const least = (runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, Math.min(...runs.map((run) => run[key]))]));

async function compare(name, table) {
  const peer = hasLightgbm();
  const [ours, theirs] = [[], []];
  for (let i = 0; i < Number(options.repeats); i++) {
    ours.push(await timeOurs(table));
    if (peer) theirs.push(timePeer(table));
  }
  const result = {
    data: name,
    rows: table.x.rows,
    columns: table.x.columns.length,
    gbdt: least(ours),
    ...(peer ? { lightgbm: least(theirs) } : {}),
  };
  console.error(JSON.stringify(result));
  return result;
}

const asked = options.only?.split(',');
const wanted = (name) => !asked || asked.includes(name);
const results = [];
for (const name of hasData() ? REAL.filter(wanted) : []) {
  results.push(await compare(name, await loadTable(manifest().find((entry) => entry.name === name))));
}
for (const [rows, width] of MADE) {
  const name = `${rows}x${width}`;
  if (wanted(name)) results.push(await compare(name, madeTable(rows, width)));
}
for (const size of SIZES) {
  const name = `${size.trees}x${size.leaves}`;
  if (wanted(name)) results.push({ forest: name, ...(await comparePredictions(size, Number(options.turns))) });
}
console.log(JSON.stringify(results));
