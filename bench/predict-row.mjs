// One row of JSON values through the reader, 20 fitted features (5 of them texts) and a gbdt of 100 trees × 31 leaves: microseconds per row, one
// thread. Targets: the features at most 5, the trees at most 1, all of it at most 6. Options: --runs 9
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { jsonRowReader, openEngine, t } from 'millwright/data';
import { columnsOf, learn } from 'millwright/expr';
import { encodeRelation, fitFeatures, rowEncoder, trainingView } from 'millwright/features';
import { learners } from 'millwright/learn';
import { spread } from './prepare/peers.mjs';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '9' } } });
const [ROWS, SAMPLE] = [20_000, 2_000];
const numbers = Array.from({ length: 15 }, (_, i) => `n${i}`);
const texts = Array.from({ length: 5 }, (_, i) => `s${i}`);

const draw = random(7, 'predict-row');
const raw = {
  ...Object.fromEntries(
    numbers.map((n) => [n, Float64Array.from({ length: ROWS }, () => (draw.uniform() < 0.05 ? NaN : draw.normal() * 20 + 50))]),
  ),
  ...Object.fromEntries(
    texts.map((n, i) => [n, Array.from({ length: ROWS }, () => (draw.uniform() < 0.03 ? null : `level ${draw.int(4 + 4 * i)}`))]),
  ),
};
const y = Float64Array.from({ length: ROWS }, (_, i) =>
  Number((raw.n0[i] || 50) + (raw.n1[i] || 50) + (raw.s2[i] === 'level 3' ? 30 : 0) + 20 * draw.normal() > 105),
);

function nodesOf(c) {
  const own = numbers.slice(6).map((n) => [n, c[n].node]);
  const scaled = numbers.slice(0, 4).map((n) => [n, learn.scale(learn.impute(c[n])).node]);
  const made = [
    ['ratio', c.n4.div(c.n5).node],
    ['spend', c.n4.mul(c.n5).log1p().node],
  ];
  return Object.fromEntries([...scaled, ...made, ...own, ...texts.map((n) => [n, learn.category(c[n]).node])]);
}

await using engine = await openEngine();
await engine.append('t', raw);
const view = trainingView(
  engine,
  't',
  Int32Array.from({ length: ROWS }, (_, i) => i),
  y,
  7,
);
const columns = columnsOf({
  ...Object.fromEntries(numbers.map((n) => [n, 'number'])),
  ...Object.fromEntries(texts.map((n) => [n, 'text'])),
});
const features = await fitFeatures(engine, nodesOf(columns), view);
const x = await encodeRelation(engine, 't', features, 'serving');
const settings = { params: {}, seed: 7, threads: 1, signal: new AbortController().signal };
const predictor = await learners.gbdt.fit({ task: 'binary', classes: 1, x, y }, settings);

const rows = Array.from({ length: SAMPLE }, (_, i) =>
  Object.fromEntries(Object.entries(raw).map(([n, values]) => [n, Number.isNaN(values[i]) ? null : values[i]])),
);
const sent = JSON.parse(JSON.stringify(rows));
const reader = jsonRowReader({
  ...Object.fromEntries(numbers.map((n) => [n, t.number().nullable()])),
  ...Object.fromEntries(texts.map((n) => [n, t.category().nullable()])),
});
const encode = rowEncoder(features);
const [row, out] = [new Float64Array(features.length), new Float64Array(1)];
const encoded = rows.map((values) => {
  encode(values, row);
  return row.slice();
});
const [batch, few] = [
  new Float64Array(SAMPLE),
  {
    rows: SAMPLE,
    columns: x.columns.map((c) =>
      c.kind === 'category' ? { ...c, codes: c.codes.subarray(0, SAMPLE) } : { ...c, values: c.values.subarray(0, SAMPLE) },
    ),
  },
];
predictor.predict(few, batch);
encoded.forEach((values, i) => {
  predictor.predictRow(values, out);
  if (out[0] !== batch[i]) throw new Error(`row ${i} by itself gives ${out[0]}, in the table ${batch[i]}`);
});

const ways = {
  read: () => sent.forEach((values) => reader.read(values)),
  features: () => rows.forEach((values) => encode(values, row)),
  trees: () => encoded.forEach((values) => predictor.predictRow(values, out)),
  all: () =>
    sent.forEach((values) => {
      encode(reader.read(values), row);
      predictor.predictRow(row, out);
    }),
  treesInBlock: () => predictor.predict(few, batch),
};
function microseconds(way) {
  const before = process.cpuUsage();
  for (let k = 0; k < 25; k++) way();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (25 * SAMPLE);
}
const measured = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (const way of Object.values(ways)) microseconds(way);
for (let run = 0; run < Number(options.runs); run++) for (const [name, way] of Object.entries(ways)) measured[name].push(microseconds(way));
console.log(
  JSON.stringify({
    features: features.length,
    microsecondsOfCpuPerRow: Object.fromEntries(Object.entries(measured).map(([name, list]) => [name, spread(list)])),
  }),
);
