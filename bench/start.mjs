// Waiting times of the command line: `--help` and `serve` until its first answer, each with a warm and without a compile cache, `train` on Telco at its
// defaults, tsc on 100 columns. Targets: help 150 ms, serve 400 ms, train 15 s, tsc 3 s over a project without a schema. Options: --runs 15
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasData, manifest } from './gbdt/tables.mjs';
import { spread } from './prepare/peers.mjs';
import { unpacked } from './quality/unpacked.mjs';
import { prepared, serveWords, token } from './serve/project.mjs';
import { cpuUs, firstAnswer, started } from './serve/server.mjs';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const root = join(import.meta.dirname, '..');
const bin = join(root, 'bin', 'millwright.js');
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));

function timed(args, env = {}) {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - startedMs;
}

function helpMs() {
  const ways = {
    bareNode: () => timed(['-e', '0']),
    help: () => timed([bin, '--help']),
    helpWithoutCache: () => timed([bin, '--help'], { NODE_DISABLE_COMPILE_CACHE: '1' }),
  };
  const runs = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (const way of Object.values(ways)) way();
  for (let i = 0; i < Number(options.runs); i++) for (const [name, way] of Object.entries(ways)) runs[name].push(way());
  return Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, spread(list)]));
}

/** From the start of `serve` (durable log) to its first answered row, and the CPU time of all its threads until then. */
async function serveStart() {
  mkdirSync(join(folder, 'serve'));
  const { project, rows } = prepared(join(folder, 'serve'));
  const [row] = readFileSync(rows, 'utf8').split('\n');
  const once = async (env) => {
    const server = await started(process.execPath, serveWords(project), { MILLWRIGHT_ADMIN_TOKEN: token, ...env });
    await firstAnswer(`${server.url}/v1/models/m/predict`, row, token);
    const figures = { ms: performance.now() - server.startedMs, cpuMs: cpuUs(server.pid) / 1000 };
    await server.stop();
    return figures;
  };
  const ways = { warm: {}, withoutCache: { NODE_DISABLE_COMPILE_CACHE: '1' } };
  const runs = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  await once({});
  for (let i = 0; i < Number(options.runs); i++) for (const [name, env] of Object.entries(ways)) runs[name].push(await once(env));
  const spreads = (list) => ({ ms: spread(list.map((one) => one.ms)), cpuMs: spread(list.map((one) => one.cpuMs)) });
  return Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, spreads(list)]));
}

/** Seconds of the whole process, from a fresh project. */
async function trainSeconds() {
  if (!hasData()) return 'no ../shared/data';
  const entry = manifest().find((e) => e.name === 'telco_churn');
  const files = await unpacked(entry, join(folder, 'telco'));
  const seconds = Array.from({ length: 3 }, (_, i) => {
    const project = join(folder, `project-${i}`);
    timed([bin, 'new', project, '--from', files.train, '--target', 'Churn', '--name', 'm', '--id', 'customerID']);
    return timed([bin, 'train', 'm', '--project', project, '--json']) / 1000;
  });
  return spread(seconds);
}

const cell = (row, i) => (i % 3 === 0 ? `level ${(row * i) % 7}` : (row * (i + 1)) % 101);

/** A project that `new` made from a file of 100 columns, beside one that imports the package and uses nothing. */
function typeCheckSeconds() {
  const wide = join(folder, 'wide');
  const data = join(folder, 'wide.csv');
  const names = Array.from({ length: 99 }, (_, i) => `c${i}`);
  const lines = Array.from({ length: 200 }, (_, row) => [...names.map((_name, i) => cell(row, i)), row % 2 ? 'yes' : 'no'].join(','));
  writeFileSync(data, `${[...names, 'y'].join(',')}\n${lines.join('\n')}\n`);
  timed([bin, 'new', wide, '--from', data, '--target', 'y', '--name', 'm']);
  writeFileSync(join(wide, 'base.ts'), `import 'millwright';\n`);
  writeFileSync(join(wide, 'tsconfig.base.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files: ['base.ts'] }));
  const tsc = (config) => timed([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '-p', config]) / 1000;
  const ways = { base: () => tsc(join(wide, 'tsconfig.base.json')), project: () => tsc(wide) };
  const runs = { base: [], project: [] };
  for (let i = 0; i < 5; i++) for (const [name, way] of Object.entries(ways)) runs[name].push(way());
  const [low, high] = [spread(runs.base), spread(runs.project)];
  return { base: low, project: high, over: Number((high.median - low.median).toPrecision(3)) };
}

try {
  const load = loadavg()[0];
  console.log(
    JSON.stringify({
      load,
      helpMs: helpMs(),
      serveStart: await serveStart(),
      typeCheckSeconds: typeCheckSeconds(),
      trainSeconds: await trainSeconds(),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
