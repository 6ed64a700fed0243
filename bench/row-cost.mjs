// What a row costs as it is reckoned (learn/cost.ts) beside what it takes, microseconds of the processor, for learners of several sizes; one thread. The last column should lie
// between 0.5 and 2. Options: --rows 5000 --columns 20 --runs 9
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { costOf, learners } from 'millwright/learn';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '5000' },
    columns: { type: 'string', default: '20' },
    runs: { type: 'string', default: '9' },
  },
});
const [rows, width, runs] = [options.rows, options.columns, options.runs].map(Number);
const [SAMPLE, REPEATS] = [300, 3];

const draw = random(7, 'row-cost');
const columns = Array.from({ length: width }, (_, j) => ({
  name: `c${j}`,
  kind: 'number',
  values: Float64Array.from({ length: rows }, () => draw.normal()),
}));
const [a, b, c] = columns.map(({ values }) => values);
const y = Float64Array.from(a, (value, i) => Number(value + b[i] * c[i] + draw.normal() > 0));
const sample = Array.from({ length: SAMPLE }, (_, i) => Float64Array.from(columns, ({ values }) => values[i]));

const cases = [
  ['linear', {}],
  ['gbdt', {}],
  ['gbdt', { trees: 500, leaves: 15 }],
  ['gbdt', { trees: 300, leaves: 255 }],
  ['ebm', {}],
  ['extra_trees', {}],
  ['forest', {}],
  ['mlp', {}],
  ['naive_bayes', {}],
  ['knn', {}],
  ['svm', {}],
];
console.log('learner                                   bytes   reckoned   measured   ratio');
for (const [name, params] of cases) {
  const settings = { params, seed: 7, threads: 1, signal: new AbortController().signal };
  const predictor = await learners[name].fit({ task: 'binary', classes: 1, x: { rows, columns }, y }, settings);
  const { bytes, microseconds } = costOf(name, predictor.toParts());
  const out = new Float64Array(predictor.outputs);
  const times = Array.from({ length: runs }, () => {
    const began = process.cpuUsage();
    for (let i = 0; i < REPEATS; i++) for (const row of sample) predictor.predictRow(row, out);
    return process.cpuUsage(began).user / (SAMPLE * REPEATS);
  });
  const measured = times.toSorted((x, z) => x - z)[Math.floor(runs / 2)];
  const told = [bytes, microseconds.toFixed(2), measured.toFixed(2), (microseconds / measured).toFixed(2)];
  console.log(`${name} ${JSON.stringify(params)}`.padEnd(36), ...told.map((text) => String(text).padStart(10)));
}
