// Four times the load that `millwright serve` can carry: goodput, waits of what is answered and of what is refused, memory, and how soon it is over.
// Targets: goodput >= 90% of capacity, p99 of what is answered <= 3 times that of an idle server, recovered in 10 s.
// Options: --log off,durable --rounds 3 --seconds 5. Server and client have a core each (taskset) where there are two, so that neither starves the other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './serve/client.mjs';
import { prepared, serveWords, token } from './serve/project.mjs';
import { cpuUs, firstAnswer, rssMb, started } from './serve/server.mjs';

const { values: options } = parseArgs({
  options: {
    log: { type: 'string', default: 'off,durable' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
  },
});
const seconds = Number(options.seconds);
const work = mkdtempSync(join(tmpdir(), 'millwright-bench-overload-'));
process.on('exit', () => rmSync(work, { recursive: true }));
const files = prepared(work);
const pinned = availableParallelism() >= 2 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
const onCore = (core) => (pinned ? ['taskset', '-c', `${core}`] : []);
const PREDICT = '/v1/models/m/predict';

/** Connections that a server is saturated by. */
const FEW = 64;
/** Four times as many, and as many as an open stream of requests may use. */
const [MANY, MOST] = [4 * FEW, 1024];
const RECOVERY_SECONDS = 10;
const rounded = (x) => Math.round(1000 * x) / 1000;

async function measured(log) {
  const [command, ...rest] = [...onCore(0), process.execPath, ...serveWords(files.project, log)];
  const server = await started(command, rest, { MILLWRIGHT_ADMIN_TOKEN: token });
  const url = server.url + PREDICT;
  await firstAnswer(url, readFileSync(files.rows, 'utf8').split('\n')[0], token);
  const send = (how) => load({ url, bodies: files.rows, token, before: onCore(1), ...how });

  /** What is sent, and what the server used meanwhile. */
  const watched = async (how) => {
    let [before, startMs, rss] = [0, 0, 0];
    const connected = () => ([before, startMs] = [cpuUs(server.pid), performance.now()]);
    const watch = setInterval(() => (rss = Math.max(rss, rssMb(server.pid))), 100);
    const heard = await send({ ...how, connected });
    clearInterval(watch);
    const used = cpuUs(server.pid) - before;
    const cores = used / 1000 / (performance.now() - startMs);
    return { ...heard, cores: rounded(cores), cpuUsPerAnswer: rounded(used / (heard.perSecond * seconds)), rssMb: rss };
  };

  await send({ connections: FEW, seconds: 3 });
  let capacity = await watched({ connections: FEW, seconds });
  const light = { connections: FEW, perSecond: Math.round(capacity.perSecond / 10) };
  const unloaded = await watched({ ...light, seconds });
  const rssBeforeMb = rssMb(server.pid);
  const overloads = {};
  for (const [name, how] of Object.entries({
    connections: { connections: MANY },
    stream: { connections: MOST, perSecond: 4 * capacity.perSecond },
  })) {
    const heard = await watched({ ...how, seconds });
    const recoveredSeconds = await recovered(() => send({ ...light, seconds: 1 }), unloaded);
    const [before, after] = [capacity, await watched({ connections: FEW, seconds })];
    capacity = after;
    overloads[name] = {
      ...heard,
      capacity: [before, after],
      goodput: rounded((2 * heard.perSecond) / (before.perSecond + after.perSecond)),
      goodputByCpu: rounded((before.cpuUsPerAnswer + after.cpuUsPerAnswer) / (2 * heard.cpuUsPerAnswer)),
      p99TimesFull: rounded((2 * heard.p99Ms) / (before.p99Ms + after.p99Ms)),
      p99TimesUnloaded: rounded(heard.p99Ms / unloaded.p99Ms),
      recoveredSeconds,
      rssAfterMb: rssMb(server.pid),
    };
  }
  await server.stop();
  return { load: rounded(loadavg()[0]), capacity, unloaded, rssBeforeMb, overloads };
}

/** Seconds until a second of light load is answered as by an idle server: none refused, p99 at most twice that. */
async function recovered(lightSecond, unloaded) {
  const startMs = performance.now();
  while (performance.now() - startMs < 1000 * RECOVERY_SECONDS) {
    const beganMs = performance.now();
    const { p99Ms, bad, refused } = await lightSecond();
    if (bad + refused.count === 0 && p99Ms <= 2 * unloaded.p99Ms) return rounded((beganMs - startMs) / 1000);
  }
  return null;
}

const rounds = [];
for (let round = 0; round < Number(options.rounds); round++) {
  const answers = {};
  for (const log of options.log.split(',')) {
    process.stderr.write(`round ${round + 1}: log ${log}\n`);
    answers[log] = await measured(log);
  }
  rounds.push(answers);
}

const median = (of) => rounds.map(of).toSorted((a, b) => a - b)[rounds.length >> 1];
const summary = (log, name) => {
  const of = (key) => median((r) => r[log].overloads[name][key]);
  return {
    goodput: of('goodput'),
    goodputByCpu: of('goodputByCpu'),
    p99TimesUnloaded: of('p99TimesUnloaded'),
    p99TimesFull: of('p99TimesFull'),
    p99Ms: of('p99Ms'),
    refusedPerSecond: median((r) => r[log].overloads[name].refused.perSecond),
    refusedP50Ms: median((r) => r[log].overloads[name].refused.p50Ms),
    refusedP99Ms: median((r) => r[log].overloads[name].refused.p99Ms),
    unsentShare: median((r) => rounded(r[log].overloads[name].unsent / (r[log].overloads[name].requests + r[log].overloads[name].unsent))),
    recoveredSeconds: of('recoveredSeconds'),
    rssMb: of('rssMb'),
  };
};
const overall = options.log.split(',').map((log) => [
  log,
  {
    capacityPerSecond: median((r) => r[log].capacity.perSecond),
    unloadedP99Ms: median((r) => r[log].unloaded.p99Ms),
    rssBeforeMb: median((r) => r[log].rssBeforeMb),
    connections: summary(log, 'connections'),
    stream: summary(log, 'stream'),
  },
]);
console.log(JSON.stringify({ cores: pinned ? 'one each' : 'shared', ...Object.fromEntries(overall), rounds }));
