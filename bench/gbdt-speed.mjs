// gbdt against LightGBM 4 on one thread: seconds of fit, microseconds per predicted row, milliseconds for 1,000 explained rows.
// Without lightgbm in MILLWRIGHT_PEER_PYTHON only gbdt is timed. Options: --only 10000x28,adult --repeats 3
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { learners } from 'millwright/learn';
import { fitLightgbm, hasLightgbm } from './gbdt/lightgbm.mjs';
import { hasData, loadTable, manifest } from './gbdt/tables.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, repeats: { type: 'string', default: '3' } } });
const REAL = ['telco_churn', 'adult'];
const MADE = [
  [10_000, 28],
  [100_000, 28],
  [1_000_000, 28],
];

/** Uniform columns; the label follows a sum, a product and a wave of the first ones, with noise. */
function madeTable(rows, width) {
  const word = random(1, 'speed').int(4294967296);
  let state = word | 1;
  const draw = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2147483648 - 1;
  };
  const columns = Array.from({ length: width }, (_, j) => ({
    kind: 'number',
    name: `x${j}`,
    values: Float64Array.from({ length: rows }, draw),
  }));
  const [a, b, c, d] = columns.map((column) => column.values);
  const y = Float64Array.from({ length: rows }, (_, i) => Number(a[i] + b[i] * c[i] + Math.sin(3 * d[i]) + 0.5 * draw() > 0));
  return { task: 'binary', classes: 1, x: { rows, columns }, y };
}

/** Wall and CPU seconds: on a shared machine only the latter compare. */
async function timed(work) {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (used.user + used.system) / 1e6 };
}

const firstRows = (x, rows) => ({
  rows,
  columns: x.columns.map((c) =>
    c.kind === 'category' ? { ...c, codes: c.codes.subarray(0, rows) } : { ...c, values: c.values.subarray(0, rows) },
  ),
});

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
console.log(JSON.stringify(results));
