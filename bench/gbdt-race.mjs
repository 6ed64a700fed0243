// gbdt against LightGBM, XGBoost and scikit-learn's HistGradientBoosting: fit from a matrix in memory, binning included; wall, CPU, peak memory, AUC.
// Peers run where MILLWRIGHT_PEER_PYTHON has them. Options: --data dense,mixed --rows 1000000 --leaves 31,255 --threads 1,2 --repeats 5 --peers lightgbm,xgboost,sklearn
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeTable } from './gbdt/race-data.mjs';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'dense,mixed' },
    rows: { type: 'string' },
    leaves: { type: 'string', default: '31,255' },
    threads: { type: 'string', default: '1,2' },
    trees: { type: 'string', default: '100' },
    repeats: { type: 'string', default: '5' },
    peers: { type: 'string', default: 'lightgbm,xgboost,sklearn' },
  },
});
const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const file = (path) => new URL(path, import.meta.url).pathname;
const list = (text) => text.split(',').filter((part) => part !== '');
const MODULES = { lightgbm: 'lightgbm', xgboost: 'xgboost', sklearn: 'sklearn' };

function canRun(peer) {
  try {
    execFileSync(python, ['-c', `import numpy, ${MODULES[peer]}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const run = (command, args, env = {}) =>
  JSON.parse(execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } }).toString());

const racers = {
  gbdt: (dir, job) => run(process.execPath, [file('gbdt/race-ours.mjs'), dir, JSON.stringify(job)]),
  ...Object.fromEntries(
    list(options.peers)
      .filter(canRun)
      .map((peer) => [
        peer,
        (dir, job) => run(python, [file('peers/gbdt_race.py'), peer, dir, JSON.stringify(job)], { OMP_NUM_THREADS: `${job.threads}` }),
      ]),
  ),
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Median, least and most of each figure. */
const summary = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((key) => {
      const values = runs.map((one) => one[key]);
      return [key, { median: median(values), least: Math.min(...values), most: Math.max(...values) }];
    }),
  );

function race(dir, data, job) {
  const runs = Object.fromEntries(Object.keys(racers).map((name) => [name, []]));
  for (let i = 0; i < Number(options.repeats); i++) for (const name of Object.keys(racers)) runs[name].push(racers[name](dir, job));
  const found = Object.fromEntries(Object.entries(runs).map(([name, each]) => [name, summary(each)]));
  const ratio = (peer, key) => Math.round((1000 * found.gbdt[key].median) / found[peer][key].median) / 1000;
  const keys = ['seconds', 'cpuSeconds', 'peakMb'];
  const peers = Object.keys(found).filter((name) => name !== 'gbdt');
  const ratios = Object.fromEntries(peers.map((peer) => [peer, Object.fromEntries(keys.map((key) => [key, ratio(peer, key)]))]));
  const result = { data, ...job, ratios, found };
  console.error(
    JSON.stringify({ data, ...job, ratios, auc: Object.fromEntries(Object.entries(found).map(([n, f]) => [n, f.auc.median])) }),
  );
  return result;
}

const results = [];
for (const data of list(options.data)) {
  const dir = mkdtempSync(join(tmpdir(), 'gbdt-race-'));
  try {
    writeTable(dir, data, options.rows === undefined ? undefined : Number(options.rows));
    for (const leaves of list(options.leaves).map(Number)) {
      for (const threads of list(options.threads).map(Number)) {
        results.push(race(dir, data, { leaves, threads, trees: Number(options.trees) }));
      }
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
console.log(JSON.stringify(results));
