// gbdt against LightGBM 4, both at their defaults, on the same matrices: test scores per data set (small sets: mean of 20 resplits).
// Needs ../shared/data and a Python with lightgbm (MILLWRIGHT_PEER_PYTHON). Options: --only NAME,NAME --resplits 20
import { parseArgs } from 'node:util';
import { fitLightgbm, hasLightgbm } from './gbdt/lightgbm.mjs';
import { fitOurs, meanOf, part, range, resplit } from './gbdt/resplits.mjs';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData, loadTable, manifest } from './gbdt/tables.mjs';

const ENOUGH_TEST_ROWS = 5000;
const { values: options } = parseArgs({ options: { only: { type: 'string' }, resplits: { type: 'string', default: '20' } } });
const only = options.only?.split(',');

function splitsOf(table) {
  const rows = table.x.rows;
  if (rows - table.train >= ENOUGH_TEST_ROWS) return [[range(0, table.train), range(table.train, rows)]];
  return Array.from({ length: Number(options.resplits) }, (_, seed) => resplit(range(0, rows), seed));
}

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
