// One row through 20 fitted features (arithmetic, times, texts, category lookups): microseconds per row for each way of running them.
// Target: at most 5 by generated code. Options: --rows 300000 --runs 7
import { parseArgs } from 'node:util';
import { columnsOf, compileBlock, compileRow, duckdb, selectSql, when } from 'millwright/expr';

const { values: options } = parseArgs({ options: { rows: { type: 'string', default: '300000' }, runs: { type: 'string', default: '7' } } });
const [rowCount, runs] = [Number(options.rows), Number(options.runs)];
const sample = 1000;

const numbers = Array.from({ length: 12 }, (_, i) => `n${i}`);
const texts = Array.from({ length: 5 }, (_, i) => `s${i}`);
const types = {
  ...Object.fromEntries(numbers.map((name) => [name, 'number'])),
  ...Object.fromEntries(texts.map((name) => [name, 'text'])),
  active: 'bool',
  at: 'time',
  joined: 'time',
};
const levels = Array.from({ length: 20 }, (_, i) => `level number ${i}`);

function featuresOf(c) {
  const all = {
    spend: c.n0.mul(c.n1).log1p(),
    big: c.n2.gt(70.5),
    scaled: c.n3.coalesce(3.5).sub(2.1).div(1.7),
    root: c.n4.clip(0, 100).sqrt(),
    plain: c.n5,
    ratio: c.n6.div(c.n7),
    rounded: c.n8.round(),
    binned: c.n9.bin([1, 5, 10, 50]),
    sum: c.n10.add(c.n11).abs(),
    weekday: c.at.dayOfWeek(),
    hour: c.at.hour(),
    age: c.at.daysSince(c.joined),
    active: c.active,
    pooled: c.s0.keepIn(levels, '(other)').code([...levels, '(other)']),
    category: c.s1.code(levels),
    withMissing: c.s2.coalesce('(missing)').code([...levels, '(missing)']),
    table: c.s3
      .lookup(
        levels,
        levels.map((_, i) => i / 20),
      )
      .coalesce(0),
    length: c.s4.length(),
    cleaned: c.s4.trim().lowerAscii().eq('level number 3'),
    mixed: when(c.n0.gt(3).and(c.s0.eq(levels[2])), c.n1, c.n2),
  };
  return Object.fromEntries(Object.entries(all).map(([name, x]) => [name, x.node]));
}

const rows = Array.from({ length: sample }, (_, i) => ({
  ...Object.fromEntries(numbers.map((name, j) => [name, (i * 7 + j) % 13 === 0 ? null : ((i * 31 + j * 17) % 100) + 0.5])),
  ...Object.fromEntries(texts.map((name, j) => [name, (i + j) % 17 === 0 ? null : levels[(i * 3 + j) % 20]])),
  active: i % 2 === 0,
  at: 1.7e12 + i * 1e7,
  joined: 1.6e12 + i * 1e6,
}));
const columns = Object.fromEntries(Object.keys(types).map((name) => [name, rows.map((row) => row[name])]));

const outputs = featuresOf(columnsOf(types));
const [generated, closures, block] = [compileRow(outputs), compileRow(outputs, { mode: 'closures' }), compileBlock(outputs)];
const out = new Float64Array(generated.width);
const ways = {
  generated: () => rows.forEach((row) => generated.run(row, out)),
  closures: () => rows.forEach((row) => closures.run(row, out)),
  block: () => block.run(columns, sample),
};

function microsecondsPerRow(way) {
  const startedMs = performance.now();
  for (let done = 0; done < rowCount; done += sample) way();
  return ((performance.now() - startedMs) * 1000) / rowCount;
}

const measured = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (const way of Object.values(ways)) microsecondsPerRow(way);
for (let run = 0; run < runs; run++) for (const [name, way] of Object.entries(ways)) measured[name].push(microsecondsPerRow(way));

const spread = (list) => {
  const sorted = list.toSorted((a, b) => a - b);
  const [median, low, high] = [sorted[sorted.length >> 1], sorted[0], sorted.at(-1)].map((x) => Math.round(x * 100) / 100);
  return { median, low, high };
};
console.log(
  JSON.stringify({
    features: Object.keys(outputs).length,
    microsecondsPerRow: Object.fromEntries(Object.entries(measured).map(([name, list]) => [name, spread(list)])),
    sqlCharacters: selectSql({ outputs, from: duckdb.ident('rows') }).length,
  }),
);
