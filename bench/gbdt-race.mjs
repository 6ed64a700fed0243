// gbdt against LightGBM, XGBoost, HistGradientBoosting and what npm offers: fit from a matrix in memory, binning included; wall, CPU, peak memory, AUC.
// Peers run where MILLWRIGHT_PEER_PYTHON has them; rivals are installed into a temporary folder. "small" gives each side its best number of threads.
// Options: --data dense,mixed,small --rows 1000000 --leaves 31,255 --threads 1,2 --repeats 5 --peers lightgbm,xgboost,sklearn --rivals ydf-training,ml-xgboost,ml-random-forest
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeTable } from './gbdt/race-data.mjs';

/** Rivals that need long get fewer rows: one fit takes some seconds. */
const RIVALS = {
  'ydf-training': { version: '0.0.1', rows: 5000 },
  'ml-xgboost': { version: '1.1.2', rows: 10_000 },
  'ml-random-forest': { version: '2.1.0', rows: 1000 },
};
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'dense,mixed,small' },
    rows: { type: 'string' },
    leaves: { type: 'string', default: '31,255' },
    threads: { type: 'string', default: '1,2' },
    trees: { type: 'string', default: '100' },
    repeats: { type: 'string', default: '5' },
    peers: { type: 'string', default: 'lightgbm,xgboost,sklearn' },
    rivals: { type: 'string', default: Object.keys(RIVALS).join(',') },
  },
});
const python = process.env.MILLWRIGHT_PEER_PYTHON ?? 'python3';
const file = (path) => new URL(path, import.meta.url).pathname;
const list = (text) => text.split(',').filter((part) => part !== '');
const trees = Number(options.trees);
const repeats = Number(options.repeats);

function canRun(peer) {
  try {
    execFileSync(python, ['-c', `import numpy, ${peer}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What a racer prints last is its result; rivals say more. */
const run = (command, args, env = {}) =>
  JSON.parse(
    execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env }, maxBuffer: 64e6 })
      .toString()
      .trim()
      .split('\n')
      .at(-1),
  );
const node = (script, ...args) => run(process.execPath, [file(`gbdt/${script}.mjs`), ...args]);

/** Our binning has no call of its own: it is what a single split costs, a little more than binning. */
function ours(dir, job) {
  const { seconds: binSeconds } = node('race-ours', dir, JSON.stringify({ ...job, leaves: 2, trees: 1 }));
  return { ...node('race-ours', dir, JSON.stringify(job)), binSeconds };
}

const peers = Object.fromEntries(
  list(options.peers)
    .filter(canRun)
    .map((peer) => [
      peer,
      (dir, job) => run(python, [file('peers/gbdt_race.py'), peer, dir, JSON.stringify(job)], { OMP_NUM_THREADS: `${job.threads}` }),
    ]),
);

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Median, least and most of each figure. */
const summary = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((key) => {
      const values = runs.map((one) => one[key]);
      return [key, { median: median(values), least: Math.min(...values), most: Math.max(...values) }];
    }),
  );

/** Runs all racers in turn, again and again. */
function alternate(racers) {
  const runs = Object.fromEntries(Object.keys(racers).map((name) => [name, []]));
  for (let i = 0; i < repeats; i++) for (const [name, racer] of Object.entries(racers)) runs[name].push(racer());
  return Object.fromEntries(Object.entries(runs).map(([name, each]) => [name, summary(each)]));
}

/** Our medians divided by each other's, and everybody's AUC. */
function judged(about, found) {
  const ratio = (other, key) => Math.round((1000 * found.gbdt[key].median) / found[other][key].median) / 1000;
  const ratiosTo = (other) =>
    ['seconds', 'cpuSeconds', 'peakMb', 'binSeconds'].filter((key) => key in found[other]).map((key) => [key, ratio(other, key)]);
  const others = Object.keys(found).filter((name) => name !== 'gbdt');
  const ratios = Object.fromEntries(others.map((other) => [other, Object.fromEntries(ratiosTo(other))]));
  console.error(JSON.stringify({ ...about, ratios, auc: Object.fromEntries(Object.entries(found).map(([n, f]) => [n, f.auc.median])) }));
  return { ...about, ratios, found };
}

const racersOf = (racers, dir, job) => Object.fromEntries(Object.entries(racers).map(([name, racer]) => [name, () => racer(dir, job)]));

const race = (dir, data, job) => judged({ data, ...job }, alternate(racersOf({ gbdt: ours, ...peers }, dir, job)));

/** Peers run with each number of threads and count by their best; `gbdt` is offered the machine and chooses. */
function raceAtBest(dir, data, job) {
  const counts = list(options.threads).map(Number);
  const tried = Object.assign(
    { gbdt: () => ours(dir, { ...job, threads: availableParallelism() }) },
    ...counts.map((threads) =>
      Object.fromEntries(Object.entries(peers).map(([peer, racer]) => [`${peer} ${threads}`, () => racer(dir, { ...job, threads })])),
    ),
  );
  const found = alternate(tried);
  const bestOf = (peer) =>
    counts.map((threads) => found[`${peer} ${threads}`]).reduce((a, b) => (b.seconds.median < a.seconds.median ? b : a));
  return judged(
    { data, ...job, threads: 'best' },
    { gbdt: found.gbdt, ...Object.fromEntries(Object.keys(peers).map((peer) => [peer, bestOf(peer)])) },
  );
}

/** A folder for the time of some work. */
function inFolder(work) {
  const dir = mkdtempSync(join(tmpdir(), 'gbdt-race-'));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function raceData(data) {
  return inFolder((dir) => {
    writeTable(dir, data, options.rows === undefined ? undefined : Number(options.rows));
    return list(options.leaves)
      .map(Number)
      .flatMap((leaves) =>
        data === 'small'
          ? [raceAtBest(dir, data, { leaves, trees })]
          : list(options.threads).map((threads) => race(dir, data, { leaves, threads: Number(threads), trees })),
      );
  });
}

/** Rivals know numbers and one thread. */
function raceRivals(names) {
  return inFolder((modules) => {
    writeFileSync(join(modules, 'package.json'), '{ "private": true }');
    const packages = names.map((name) => `${name}@${RIVALS[name].version}`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: modules, stdio: 'ignore' });
    return names.map((name) =>
      inFolder((dir) => {
        const { rows } = RIVALS[name];
        writeTable(dir, 'small', rows);
        const job = { leaves: 31, threads: 1, trees };
        const rival = () => node('race-rival', name, modules, dir, JSON.stringify(job));
        return judged({ data: 'small', rows, ...job }, alternate({ gbdt: () => ours(dir, job), [name]: rival }));
      }),
    );
  });
}

const rivals = list(options.rivals);
console.log(JSON.stringify([...list(options.data).flatMap(raceData), ...(rivals.length > 0 ? raceRivals(rivals) : [])]));
