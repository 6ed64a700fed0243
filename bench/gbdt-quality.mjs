// gbdt against LightGBM 4, both at their defaults, on the same matrices: test scores per data set (small sets: mean of 20 resplits).
// Needs ../shared/data and a Python with lightgbm (MILLWRIGHT_PEER_PYTHON). Options: --only NAME,NAME --resplits 20
import { parseArgs } from 'node:util';
import { random, takeRows } from 'millwright/core';
import { learners } from 'millwright/learn';
import { fitLightgbm, hasLightgbm } from './gbdt/lightgbm.mjs';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData, loadTable, manifest } from './gbdt/tables.mjs';

const ENOUGH_TEST_ROWS = 5000;
const { values: options } = parseArgs({ options: { only: { type: 'string' }, resplits: { type: 'string', default: '20' } } });
const only = options.only?.split(',');

const part = (table, rows) => ({ x: takeRows(table.x, rows), y: Float64Array.from(rows, (row) => table.y[row]) });
const range = (from, to) => Int32Array.from({ length: to - from }, (_, i) => from + i);

function splitsOf(table) {
  const rows = table.x.rows;
  if (rows - table.train >= ENOUGH_TEST_ROWS) return [[range(0, table.train), range(table.train, rows)]];
  return Array.from({ length: Number(options.resplits) }, (_, seed) => {
    const order = random(seed, 'resplit').shuffle(range(0, rows));
    const cut = Math.floor(rows * 0.2);
    return [order.subarray(cut).toSorted(), order.subarray(0, cut).toSorted()];
  });
}

async function fitOurs(table, train, test) {
  const { task, classes } = table;
  const startedMs = performance.now();
  const predictor = await learners.gbdt.fit(
    { task, classes, ...train },
    { params: {}, seed: 7, threads: 1, signal: new AbortController().signal },
  );
  const fitSeconds = (performance.now() - startedMs) / 1000;
  const margins = new Float64Array(test.x.rows * predictor.outputs);
  predictor.predict(test.x, margins);
  return { margins, fitSeconds };
}

const meanOf = (runs) =>
  Object.fromEntries(Object.keys(runs[0]).map((key) => [key, runs.reduce((sum, run) => sum + run[key], 0) / runs.length]));

async function compare(entry) {
  const table = await loadTable(entry);
  const splits = splitsOf(table);
  const [ours, peers] = [[], []];
  for (const [trainRows, testRows] of splits) {
    const [train, test] = [part(table, trainRows), part(table, testRows)];
    const a = await fitOurs(table, train, test);
    const b = fitLightgbm({ task: table.task, classes: table.classes, train, test });
    ours.push({ ...scoresOf(table, a.margins, test.y), fitSeconds: a.fitSeconds });
    peers.push({ ...scoresOf(table, b.margins, test.y), fitSeconds: b.fitSeconds });
  }
  const [gbdtMean, lightgbmMean] = [meanOf(ours), meanOf(peers)];
  console.error(entry.key ?? entry.name, JSON.stringify(gbdtMean), JSON.stringify(lightgbmMean));
  return { data: entry.key ?? entry.name, splits: splits.length, gbdt: gbdtMean, lightgbm: lightgbmMean };
}

if (!hasData() || !hasLightgbm()) {
  console.log(JSON.stringify({ skipped: hasData() ? 'no Python with lightgbm' : 'no ../shared/data' }));
} else {
  const entries = manifest().filter((e) => e.split !== 'last20' && (!only || only.includes(e.key ?? e.name)));
  const results = [];
  for (const entry of entries) results.push(await compare(entry));
  console.log(JSON.stringify(results));
}
