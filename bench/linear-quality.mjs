// linear at its defaults beside the linear reference figures (scikit-learn's logistic and ridge regression) of the acceptance manifest.
// Needs ../shared. Options: --only NAME,NAME --params '{"l2":10}'
import { parseArgs } from 'node:util';
import { takeRows } from 'millwright/core';
import { learners, resolveParams } from 'millwright/learn';
import { scoresOf } from './gbdt/scores.mjs';
import { hasData, loadTable, manifest } from './gbdt/tables.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, params: { type: 'string', default: '{}' } } });
const only = options.only?.split(',');
const { linear } = learners;
const params = resolveParams('linear', linear.params, JSON.parse(options.params));

const part = (table, from, to) => {
  const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
  return { x: takeRows(table.x, rows), y: table.y.slice(from, to) };
};

async function measure(entry) {
  const table = await loadTable({ ...entry, drop: [...(entry.drop ?? []), ...(entry.time ? [entry.time] : [])] });
  const { task, classes } = table;
  const [train, test] = [part(table, 0, table.train), part(table, table.train, table.x.rows)];
  let steps = 0;
  const run = { params, seed: 7, threads: 1, signal: new AbortController().signal, progress: () => steps++ };
  const startedMs = performance.now();
  const predictor = await linear.fit({ task, classes, ...train }, run);
  const fitMs = Math.round(performance.now() - startedMs);
  const margins = new Float64Array(test.x.rows * predictor.outputs);
  predictor.predict(test.x, margins);
  const width = train.x.columns.reduce((sum, c) => sum + (c.kind === 'category' ? c.levels.length : 1), 0);
  return {
    data: entry.key ?? entry.name,
    rows: train.x.rows,
    width,
    steps,
    fitMs,
    linear: scoresOf(table, margins, test.y),
    reference: entry.reference.linear,
  };
}

if (hasData()) {
  const results = [];
  for (const entry of manifest().filter((e) => !only || only.includes(e.key ?? e.name))) {
    results.push(await measure(entry));
    console.error(JSON.stringify(results.at(-1)));
  }
  console.log(JSON.stringify(results));
} else console.log(JSON.stringify({ skipped: 'no ../shared' }));
