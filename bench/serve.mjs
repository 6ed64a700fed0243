// Requests per second, CPU per request, waiting times, start and memory of `millwright serve`: gbdt 100 × 31, 20 features (5 texts), one process each, beside an
// empty Fastify route and, with MILLWRIGHT_PEER_PYTHON (fastapi uvicorn httptools uvloop lightgbm numpy pandas), FastAPI + LightGBM. Options: --rounds 3 --seconds 3
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { random } from 'millwright/core';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } } });
const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '..', 'bin', 'millwright.js');
const python = process.env.MILLWRIGHT_PEER_PYTHON;
const token = 'a-token-for-the-benchmark';
const work = mkdtempSync(join(tmpdir(), 'millwright-bench-serve-'));
const run = promisify(execFile);

const LEVELS = [5, 12, 24, 40, 8];
const NAMES = [...Array.from({ length: 15 }, (_, i) => `n${i}`), ...LEVELS.map((_, i) => `c${i}`)];

/** 20,000 rows: a target of products, waves and the texts' own effects, with noise. */
function madeRows() {
  const draw = random(7, 'serve');
  const effects = LEVELS.map((levels) => Array.from({ length: levels }, () => draw.normal()));
  return Array.from({ length: 20_000 }, () => {
    const n = Array.from({ length: 15 }, () => Math.round(1e6 * draw.normal()) / 1e6);
    const c = LEVELS.map((levels) => draw.int(levels));
    const own = effects.reduce((sum, effect, i) => sum + 0.7 * effect[c[i]], 0);
    const z = n[0] * n[1] + Math.sin(2 * n[2]) + 0.5 * n[3] - 0.3 * n[4] ** 2 + own + draw.normal();
    return [...n, ...c.map((level, i) => `c${i}_v${level}`), z > 0 ? 1 : 0];
  });
}

function prepared() {
  const rows = madeRows();
  const csv = join(work, 'rows.csv');
  writeFileSync(csv, `${[[...NAMES, 'y'], ...rows].map((cells) => cells.join(',')).join('\n')}\n`);
  const project = join(work, 'project');
  const millwright = (...words) => execFileSync(process.execPath, [program, ...words, '--json', '--quiet']);
  millwright('new', project, '--from', csv, '--target', 'y', '--name', 'm');
  millwright('train', 'm', '--learner', 'gbdt', '--seed', '7', '--project', project);
  millwright('promote', 'm@1', 'champion', '--project', project);
  const sent = rows.slice(0, 1000).map((cells) => Object.fromEntries(NAMES.map((name, i) => [name, cells[i]])));
  const file = (name, bodies) => {
    writeFileSync(join(work, name), JSON.stringify(bodies));
    return join(work, name);
  };
  return {
    csv,
    project,
    ours: file(
      'ours.json',
      sent.map((row) => ({ rows: [row] })),
    ),
    ourBatch: file('our-batch.json', [{ rows: sent }]),
    plain: file('plain.json', sent),
    batch: file('batch.json', [{ rows: sent }]),
  };
}

/** Starts a server and waits for its first line. */
async function started(command, words) {
  const startedMs = performance.now();
  const child = spawn(command, words, { env: { ...process.env, MILLWRIGHT_ADMIN_TOKEN: token }, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  const { url } = await new Promise((done, fail) => {
    child.stdout.on('data', (part) => {
      out += part;
      if (out.includes('\n')) done(JSON.parse(out.split('\n')[0]));
    });
    child.on('exit', (code) => fail(new Error(`${command} ended with ${code}`)));
  });
  const stop = () => new Promise((done) => void (child.on('exit', done), child.kill('SIGTERM')));
  return { url, pid: child.pid, stop, startedMs };
}

const cpuUs = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return 10_000 * (Number(fields[11]) + Number(fields[12]));
};
const rssMb = (pid) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);

async function load(server, path, file, connections, seconds) {
  const before = cpuUs(server.pid);
  const { stdout } = await run(process.execPath, [
    join(here, 'serve', 'load.mjs'),
    server.url + path,
    file,
    `${connections}`,
    `${seconds}`,
    token,
  ]);
  const heard = JSON.parse(stdout);
  if (heard.bad > 0) throw new Error(`${heard.bad} of ${heard.requests} requests to ${server.url} were refused`);
  return { ...heard, cpuUsPerRequest: Math.round((10 * (cpuUs(server.pid) - before)) / heard.requests) / 10 };
}

/** Start to first answer, then one row a request at 64 connections, then a thousand rows at 2. */
async function measured({ command, words, path, one, batchPath, batch }) {
  const server = await started(command, words);
  const first = JSON.parse(readFileSync(one, 'utf8'))[0];
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  for (let answered = false; !answered;)
    answered = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(first) }).then(
      (answer) => answer.ok,
      () => false,
    );
  const startMs = Math.round(performance.now() - server.startedMs);
  await load(server, path, one, 64, 1);
  const single = await load(server, path, one, 64, Number(options.seconds));
  const many = batch && (await load(server, batchPath, batch, 2, Number(options.seconds)));
  const memoryMb = rssMb(server.pid);
  await server.stop();
  return { startMs, single, batch: many && { ...many, rowsPerSecond: 1000 * many.perSecond }, memoryMb };
}

const files = prepared();
const own = (log) => ({
  command: process.execPath,
  words: [program, 'serve', '--project', files.project, '--port', '0', '--log', log, '--json', '--quiet'],
  path: '/v1/models/m/predict',
  one: files.ours,
  batchPath: '/v1/models/m/predict',
  batch: files.ourBatch,
});
const servers = {
  emptyRoute: { command: process.execPath, words: [join(here, 'serve', 'empty-route.mjs')], path: '/predict', one: files.plain },
  logOff: own('off'),
  durableLog: own('durable'),
  ...(python
    ? {
        fastApi: {
          command: python,
          words: [join(here, 'peers', 'serve_fastapi.py'), files.csv],
          path: '/predict',
          one: files.plain,
          batchPath: '/batch',
          batch: files.batch,
        },
      }
    : {}),
};

const rounds = [];
for (let round = 0; round < Number(options.rounds); round++) {
  const answers = {};
  for (const [name, server] of Object.entries(servers)) {
    process.stderr.write(`round ${round + 1}: ${name}\n`);
    answers[name] = await measured(server);
  }
  rounds.push(answers);
}
const median = (of) => rounds.map(of).toSorted((a, b) => a - b)[rounds.length >> 1];
const share = (a, b) => Math.round(100 * median((r) => r[a].single.perSecond / r[b].single.perSecond)) / 100;
console.log(
  JSON.stringify({
    ofEmptyRoute: share('logOff', 'emptyRoute'),
    ...(python
      ? {
          logOffTimesFastApi: share('logOff', 'fastApi'),
          durableTimesFastApi: share('durableLog', 'fastApi'),
          batchTimesFastApi: Math.round(100 * median((r) => r.logOff.batch.perSecond / r.fastApi.batch.perSecond)) / 100,
          cpuOfFastApi: Math.round(1000 * median((r) => r.durableLog.single.cpuUsPerRequest / r.fastApi.single.cpuUsPerRequest)) / 1000,
        }
      : {}),
    startMs: median((r) => r.logOff.startMs),
    memoryMb: median((r) => r.durableLog.memoryMb),
    rounds,
  }),
);
rmSync(work, { recursive: true });
