// One fit of the race in a process of its own: node race-ours.mjs FOLDER '{"leaves":31,"threads":1,"trees":100}'
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { learners } from 'millwright/learn';
import { highWater } from './high-water.mjs';
import { auc } from './scores.mjs';

const [dir, text] = process.argv.slice(2);
const { leaves, threads, trees } = JSON.parse(text);
const { rows, all, columns, categories } = JSON.parse(readFileSync(join(dir, 'job.json'), 'utf8'));
const doubles = (file) => {
  const { buffer, byteOffset, byteLength } = readFileSync(join(dir, file));
  return new Float64Array(buffer, byteOffset, byteLength / 8);
};
const [raw, y] = [doubles('x.f64'), doubles('y.f64')];

function matrix(from, to) {
  return {
    rows: to - from,
    columns: Array.from({ length: columns }, (_, j) => {
      const values = raw.subarray(j * all + from, j * all + to);
      if (!categories.includes(j)) return { kind: 'number', name: `x${j}`, values };
      return {
        kind: 'category',
        name: `x${j}`,
        levels: Array.from({ length: 1000 }, (_level, k) => `level ${k}`),
        codes: Int32Array.from(values),
      };
    }),
  };
}

const [train, test] = [matrix(0, rows), matrix(rows, all)];
const input = { task: 'binary', classes: 1, x: train, y: y.subarray(0, rows) };
const signal = new AbortController().signal;
// The code is loaded before the clock starts, as the peers' is.
await learners.gbdt.fit(
  { ...input, x: matrix(0, 100), y: y.subarray(0, 100) },
  { params: { leaves: 2, trees: 1 }, seed: 7, threads: 1, signal },
);
const [peak, cpu, startedMs] = [highWater(), process.cpuUsage(), performance.now()];
// No l2, as LightGBM by default: the race is of the same work.
const predictor = await learners.gbdt.fit(input, { params: { leaves, trees, l2: 0 }, seed: 7, threads, signal });
const seconds = (performance.now() - startedMs) / 1000;
const used = process.cpuUsage(cpu);
const peakMb = peak();
const margins = new Float64Array(test.rows);
predictor.predict(test, margins);
const score = Math.round(1e5 * auc(margins, y.subarray(rows))) / 1e5;
console.log(JSON.stringify({ seconds, cpuSeconds: (used.user + used.system) / 1e6, peakMb, auc: score }));
