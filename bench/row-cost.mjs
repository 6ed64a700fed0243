// What a row costs as it is reckoned (learn/cost.ts) beside what it takes, microseconds of the processor on one thread, for learners of several sizes and widths; then what features of
// several kinds take apiece (model/row-cost.ts has one figure for all). The ratio should lie between 0.5 and 2. Options: --rows 5000 --columns 4,20,60 --runs 5 --only linear,gbdt
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { openEngine } from 'millwright/data';
import { columnsOf, learn } from 'millwright/expr';
import { fitFeatures, rowEncoder, trainingView } from 'millwright/features';
import { costOf, learners } from 'millwright/learn';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '5000' },
    columns: { type: 'string', default: '4,20,60' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});
const [rows, runs] = [options.rows, options.runs].map(Number);
const widths = options.columns.split(',').map(Number);
/** Rows that are answered in turn, and milliseconds of a run; twice as many before the first. */
const [SAMPLE, RUN_MS] = [300, 20];

/** Microseconds of the processor for one of `list`: the median of several runs. */
function microseconds(list, work) {
  const run = (ms) => {
    const began = process.cpuUsage();
    let count = 0;
    do {
      for (const one of list) work(one);
      count += list.length;
    } while (process.cpuUsage(began).user < 1000 * ms);
    return process.cpuUsage(began).user / count;
  };
  run(2 * RUN_MS);
  return Array.from({ length: runs }, () => run(RUN_MS)).toSorted((x, z) => x - z)[runs >> 1];
}

const CASES = [
  ['linear', {}],
  ['gbdt', { trees: 20, leaves: 4 }],
  ['gbdt', {}],
  ['gbdt', { trees: 500, leaves: 15 }],
  ['gbdt', { trees: 300, leaves: 255 }],
  ['ebm', {}],
  ['extra_trees', { trees: 10 }],
  ['extra_trees', {}],
  ['forest', {}],
  ['mlp', { hidden: 8 }],
  ['mlp', {}],
  ['naive_bayes', {}],
  ['knn', {}],
  ['svm', {}],
];

async function learnersAt(width, only) {
  const draw = random(7, 'row-cost', width);
  const columns = Array.from({ length: width }, (_, j) => ({
    name: `c${j}`,
    kind: 'number',
    values: Float64Array.from({ length: rows }, () => draw.normal()),
  }));
  const [a, b, c] = columns.map(({ values }) => values);
  const y = Float64Array.from(a, (value, i) => Number(value + b[i] * c[i] + draw.normal() > 0));
  const sample = Array.from({ length: SAMPLE }, (_, i) => Float64Array.from(columns, ({ values }) => values[i]));
  const told = [];
  for (const [learner, params] of CASES.filter(([name]) => !only || only.includes(name))) {
    const settings = { params, seed: 7, threads: 1, signal: new AbortController().signal };
    const predictor = await learners[learner].fit({ task: 'binary', classes: 1, x: { rows, columns }, y }, settings);
    const { bytes, microseconds: reckoned } = costOf(learner, predictor.toParts());
    const out = new Float64Array(predictor.outputs);
    const measured = microseconds(sample, (row) => predictor.predictRow(row, out));
    told.push({ learner, params: JSON.stringify(params), columns: width, bytes, ...beside(reckoned, measured) });
    console.error(Object.values(told.at(-1)).join('  '));
  }
  return told;
}

const beside = (reckoned, measured) => ({
  reckoned: Number(reckoned.toFixed(2)),
  measured: Number(measured.toFixed(2)),
  ratio: Number((reckoned / measured).toFixed(2)),
});

const KINDS = {
  number: (column) => column.node,
  scaled: (column) => learn.scale(learn.impute(column)).node,
  log: (column) => column.abs().log1p().node,
  category: (column) => learn.category(column).node,
  oneHot: (column) => learn.oneHot(column).node,
};
const TEXTS = new Set(['category', 'oneHot']);

/** Microseconds for one feature of a kind, among so many like it. */
async function featureAt(engine, kind, width) {
  const draw = random(7, 'row-cost', kind, width);
  const valueOf = TEXTS.has(kind) ? () => `level ${draw.int(8)}` : () => draw.normal();
  const raw = Object.fromEntries(Array.from({ length: width }, (_, j) => [`c${j}`, Array.from({ length: 2000 }, valueOf)]));
  const names = Object.keys(raw);
  const [table, type] = [`${kind}_${width}`, TEXTS.has(kind) ? 'text' : 'number'];
  await engine.append(table, Object.fromEntries(names.map((n) => [n, type === 'text' ? raw[n] : Float64Array.from(raw[n])])));
  const all = Int32Array.from({ length: 2000 }, (_, i) => i);
  const view = trainingView(engine, table, all, Float64Array.from(all, (i) => i % 2), 7); // prettier-ignore
  const columns = columnsOf(Object.fromEntries(names.map((n) => [n, type])));
  const features = await fitFeatures(engine, Object.fromEntries(names.map((n) => [n, KINDS[kind](columns[n])])), view);
  const sample = Array.from({ length: SAMPLE }, (_, i) => JSON.parse(JSON.stringify(Object.fromEntries(names.map((n) => [n, raw[n][i]])))));
  const [encode, out] = [rowEncoder(features), new Float64Array(features.length)];
  return Number((microseconds(sample, (row) => encode(row, out)) / width).toFixed(4));
}

const only = options.only?.split(',');
const told = [];
for (const width of widths) told.push(...(await learnersAt(width, only)));
const features = [];
await using engine = await openEngine();
for (const kind of Object.keys(KINDS)) {
  for (const width of widths) features.push({ kind, features: width, microsecondsEach: await featureAt(engine, kind, width) });
  console.error(JSON.stringify(features.slice(-widths.length)));
}
const ratios = told.map(({ ratio }) => ratio).toSorted((x, z) => x - z);
const within = ratios.filter((ratio) => ratio >= 0.5 && ratio <= 2).length;
console.log(
  JSON.stringify({ withinAFactorOfTwo: `${within} of ${ratios.length}`, least: ratios[0], most: ratios.at(-1), learners: told, features }),
);
