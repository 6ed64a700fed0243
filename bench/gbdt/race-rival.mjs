// One fit of a rival from npm in a process of its own: node race-rival.mjs RIVAL MODULES FOLDER '{"leaves":31,"trees":100}'
// Rows are made what the rival takes (a CSV text, arrays of rows) before the clock starts. Numbers only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { highWater } from './high-water.mjs';
import { auc } from './scores.mjs';

const [rival, modules, dir, text] = process.argv.slice(2);
const { leaves, trees } = JSON.parse(text);
const { rows, all, columns } = JSON.parse(readFileSync(join(dir, 'job.json'), 'utf8'));
const require = createRequire(join(modules, 'package.json'));
const doubles = (file) => {
  const { buffer, byteOffset, byteLength } = readFileSync(join(dir, file));
  return new Float64Array(buffer, byteOffset, byteLength / 8);
};
const [raw, y] = [doubles('x.f64'), doubles('y.f64')];
const rowsOf = (from, to) =>
  Array.from({ length: to - from }, (_, i) => Array.from({ length: columns }, (_cell, j) => raw[j * all + from + i]));
const csvOf = (from, to) =>
  [
    [...Array.from({ length: columns }, (_, j) => `x${j}`), 'y'],
    ...rowsOf(from, to).map((row, i) => [...row, y[from + i] === 1 ? 'yes' : 'no']),
  ]
    .map((cells) => cells.join(','))
    .join('\n');

/** Each loads itself and gives a fit that gives a prediction of the test rows. */
const rivals = {
  // Takes a CSV text and has no settings: up to 300 trees of depth 6, stopped early on a tenth of the rows.
  'ydf-training': async () => {
    const ydf = await require('ydf-training')({ print: () => {}, printErr: () => {} });
    const [train, test] = [csvOf(0, rows), csvOf(rows, all)];
    return () => {
      const model = new ydf.GradientBoostedTreesLearner('y', 'CLASSIFICATION').train(train);
      return () => model.predict(test);
    };
  },
  'ml-xgboost': async () => {
    const XGBoost = await require('ml-xgboost');
    const [train, labels, test] = [rowsOf(0, rows), Array.from(y.subarray(0, rows)), rowsOf(rows, all)];
    const shape = { tree_method: 'hist', grow_policy: 'lossguide', max_leaves: leaves, max_depth: 0 };
    return () => {
      const model = new XGBoost({ booster: 'gbtree', objective: 'binary:logistic', eta: 0.1, silent: 1, iterations: trees, ...shape });
      model.train(train, labels);
      return () => model.predict(test);
    };
  },
  // A forest, not boosting: ml.js has no boosting in JavaScript. A tenth of the trees.
  'ml-random-forest': async () => {
    const { RandomForestClassifier } = require('ml-random-forest');
    const [train, labels, test] = [rowsOf(0, rows), Array.from(y.subarray(0, rows)), rowsOf(rows, all)];
    return () => {
      const model = new RandomForestClassifier({ nEstimators: trees / 10, seed: 1, noOOB: true });
      model.train(train, labels);
      return () => model.predictProbability(test, 1);
    };
  },
};

const fit = await rivals[rival]();
const [peak, cpu, startedMs] = [highWater(), process.cpuUsage(), performance.now()];
const predict = fit();
const seconds = (performance.now() - startedMs) / 1000;
const used = process.cpuUsage(cpu);
const peakMb = peak();
const guesses = Array.from(predict());
const score = auc(guesses, y.subarray(rows));
// The order of the classes is the rival's own.
const either = Math.round(1e5 * Math.max(score, 1 - score)) / 1e5;
console.log(JSON.stringify({ seconds, cpuSeconds: (used.user + used.system) / 1e6, peakMb, auc: either }));
process.exit(0);
