// Requests per second, CPU per request, waits, start and memory of `millwright serve`: gbdt 100 × 31, 20 features (5 texts), 64 connections, one process each,
// beside an empty Fastify route and, with MILLWRIGHT_PEER_PYTHON (bench/peers/serve_*.py name what they need), FastAPI and Litestar over LightGBM.
// Options: --rounds 3 --seconds 3 --only emptyRoute,logOff,durableLog,fastApi,litestar
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { client, post } from './serve/client.mjs';
import { prepared, serveWords, token } from './serve/project.mjs';
import { cpuUs, firstAnswer, rssMb, started } from './serve/server.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' }, only: { type: 'string' } },
});
const seconds = Number(options.seconds);
const work = mkdtempSync(join(tmpdir(), 'millwright-bench-serve-'));
process.on('exit', () => rmSync(work, { recursive: true }));
const files = prepared(work);
const lineOf = (file) => readFileSync(file, 'utf8').split('\n')[0];
const rounded = (x, digits) => Math.round(10 ** digits * x) / 10 ** digits;

async function load(server, path, bodies, connections, lasting) {
  const before = cpuUs(server.pid);
  const heard = await post({ url: server.url + path, bodies, connections, seconds: lasting, token });
  return { ...heard, cpuUsPerRequest: rounded((cpuUs(server.pid) - before) / heard.requests, 1) };
}

/** Start to first answer, then one row a request at 64 connections, then a thousand rows at 2. */
async function measured({ command, words, path, one, batchPath }) {
  const server = await started(command, words, { MILLWRIGHT_ADMIN_TOKEN: token });
  await firstAnswer(server.url + path, lineOf(one), token);
  const startMs = Math.round(performance.now() - server.startedMs);
  await load(server, path, one, 64, 1);
  const single = await load(server, path, one, 64, seconds);
  const memoryMb = rssMb(server.pid);
  const many = batchPath && (await load(server, batchPath, files.thousand, 2, seconds));
  const batch = many && { ...many, rowsPerSecond: Math.round(1000 * many.perSecond) };
  const measures = { startMs, single, memoryMb, ...(batch ? { batch, memoryAfterBatchesMb: rssMb(server.pid) } : {}) };
  await server.stop();
  return measures;
}

const PREDICT = '/v1/models/m/predict';
const own = (log) => ({
  command: process.execPath,
  words: serveWords(files.project, log),
  path: PREDICT,
  one: files.rows,
  batchPath: PREDICT,
});

/** An answer of ours, for the empty route to send. */
async function answerFile() {
  const { command, words } = own('off');
  const server = await started(command, words, { MILLWRIGHT_ADMIN_TOKEN: token });
  const file = join(work, 'answer.json');
  writeFileSync(file, await firstAnswer(server.url + PREDICT, lineOf(files.rows), token));
  await server.stop();
  return file;
}

/** A Python server, where its packages are installed. */
function peer(framework) {
  const python = process.env.MILLWRIGHT_PEER_PYTHON;
  if (!python || spawnSync(python, ['-c', `import ${framework}, lightgbm, uvicorn`]).status !== 0) return undefined;
  const script = join(import.meta.dirname, 'peers', `serve_${framework}.py`);
  return { command: python, words: [script, files.csv], path: '/predict', one: files.plainRows, batchPath: '/batch' };
}

const known = {
  emptyRoute: {
    command: process.execPath,
    words: [join(import.meta.dirname, 'serve', 'empty-route.mjs'), await answerFile()],
    path: '/predict',
    one: files.rows,
  },
  logOff: own('off'),
  durableLog: own('durable'),
  fastApi: peer('fastapi'),
  litestar: peer('litestar'),
};
const only = options.only?.split(',') ?? Object.keys(known);
const servers = Object.entries(known).filter(([name, server]) => server && only.includes(name));

const rounds = [];
for (let round = 0; round < Number(options.rounds); round++) {
  const answers = { load: rounded(loadavg()[0], 1) };
  for (const [name, server] of servers) {
    process.stderr.write(`round ${round + 1}: ${name}\n`);
    answers[name] = await measured(server);
  }
  rounds.push(answers);
}

const median = (of) => rounds.map(of).toSorted((a, b) => a - b)[rounds.length >> 1];

/** Medians of the rounds' ratios; p99 stands against the other's p50 as well, which is the harder comparison. */
function ratios(mine, theirs) {
  const of = (figure) =>
    rounded(
      median((r) => figure(r[mine], r[theirs])),
      3,
    );
  return {
    requestsPerSecond: of((a, b) => a.single.perSecond / b.single.perSecond),
    cpuPerRequest: of((a, b) => a.single.cpuUsPerRequest / b.single.cpuUsPerRequest),
    p50: of((a, b) => a.single.p50Ms / b.single.p50Ms),
    p99: of((a, b) => a.single.p99Ms / b.single.p99Ms),
    p99OfTheirP50: of((a, b) => a.single.p99Ms / b.single.p50Ms),
    ...(known[theirs].batchPath ? { batchesPerSecond: of((a, b) => a.batch.perSecond / b.batch.perSecond) } : {}),
  };
}

/** The median of every figure of a server. */
function medians(name) {
  const over = (pick, one) =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => {
        const next = (r) => pick(r)[key];
        return [key, typeof value === 'number' ? median(next) : over(next, value)];
      }),
    );
  return over((r) => r[name], rounds[0][name]);
}

const names = servers.map(([name]) => name);
const compared = ['logOff', 'durableLog'].flatMap((mine) =>
  ['emptyRoute', 'fastApi', 'litestar'].filter((theirs) => names.includes(mine) && names.includes(theirs)).map((theirs) => [mine, theirs]),
);
console.log(
  JSON.stringify({
    client,
    ratios: Object.fromEntries(compared.map(([mine, theirs]) => [`${mine} / ${theirs}`, ratios(mine, theirs)])),
    medians: Object.fromEntries(names.map((name) => [name, medians(name)])),
    rounds,
  }),
);
