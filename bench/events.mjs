// Events into a served recommender: single-event requests at 1,000/s, how long each takes, when an answer changes, and a user of 100,000 events.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { random } from 'millwright/core';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const [rate, seconds, processes] = [option('rate', 1000), option('seconds', 20), option('processes', 1)];
const [users, items] = [5000, 2000];
const bin = fileURLToPath(new URL('../bin/millwright.js', import.meta.url));
const token = 'a-token-of-the-environment';
const env = { ...process.env, MILLWRIGHT_ADMIN_TOKEN: token };
const round = (x) => Math.round(x * 100) / 100;
const at = (sorted, share) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
const spread = (values) => {
  const sorted = Float64Array.from(values).toSorted();
  return { n: sorted.length, p50: at(sorted, 0.5), p99: at(sorted, 0.99), max: at(sorted, 1) };
};

const draw = random(7, 'events');
const item = () => `i${Math.floor(items * draw.uniform() ** 2)}`;
const root = mkdtempSync(join(tmpdir(), 'mw-bench-'));
const project = join(root, 'shop');
const csv = join(root, 'events.csv');
const history = Array.from({ length: 100_000 }, (_, i) => `u${draw.int(users)},${item()},${new Date(1.7e12 + i * 1000).toISOString()}`);
writeFileSync(csv, `user,item,at\n${history.join('\n')}\n`);
const run = (...words) =>
  execFileSync(process.execPath, [bin, ...words, '--quiet', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
run('new', project, '--from', csv, '--task', 'recommend', '--user', 'user', '--item', 'item', '--time', 'at', '--name', 'shop');
run('train', 'shop', '--learner', 'item_knn', '--project', project);

const words = ['serve', '--project', project, '--port', '0', '--json', '--log-level', 'error', '--processes', String(processes)];
const child = spawn(process.execPath, [bin, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] });
const url = new URL(
  await new Promise((resolve) => child.stdout.once('data', (bytes) => resolve(JSON.parse(String(bytes).split('\n')[0]).url))),
);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function post(path, body) {
  const text = JSON.stringify(body);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const asked = request({ host: url.hostname, port: url.port, path, method: 'POST', agent, headers }, (answer) => {
      let said = '';
      answer.setEncoding('utf8').on('data', (part) => (said += part));
      answer.on('end', () => (answer.statusCode === 200 ? resolve(JSON.parse(said)) : reject(new Error(`${answer.statusCode} ${said}`))));
    });
    asked.on('error', reject).end(text);
  });
}
/** Processor time of the server's first process in milliseconds, where the system tells. */
function cpuMs() {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'latin1').split(') ')[1].split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

const recommend = (user) => post('/v1/models/shop/recommend', { user, k: 20 });

/** Single-event requests at an even rate, whether answers come or not; gives what each took, in milliseconds. */
async function load(prefix) {
  const [waits, asked, begun, cpu] = [[], [], performance.now(), cpuMs()];
  for (let i = 0; i < rate * seconds; i++) {
    const ahead = begun + (i * 1000) / rate - performance.now();
    if (ahead > 1) await sleep(ahead);
    const due = begun + (i * 1000) / rate;
    const event = { id: `${prefix}${i}`, user: `u${draw.int(users)}`, item: item(), type: 'view' };
    asked.push(post('/v1/events', { events: [event] }).then(() => waits.push(performance.now() - due)));
  }
  await Promise.all(asked);
  const spent = cpu === undefined ? {} : { cpuUsPerEvent: Math.round((1000 * (cpuMs() - cpu)) / waits.length) };
  return { waitMs: spread(waits), ...spent, perSecond: Math.round((1000 * waits.length) / (performance.now() - begun)) };
}

/** Until an item that was just bought is gone from the list: from the moment that the event is sent. */
async function changes(until) {
  const took = [];
  const lists = [];
  for (let n = 0; !until.over; n++) {
    const user = `u${n % users}`;
    const listed = performance.now();
    const best = (await recommend(user)).items[0].item;
    lists.push(performance.now() - listed);
    const sent = performance.now();
    await post('/v1/events', { events: [{ id: `p${n}`, user, item: best, type: 'purchase' }] });
    while ((await recommend(user)).items.some((one) => one.item === best)) await sleep(2);
    took.push(performance.now() - sent);
    await sleep(50);
  }
  return { changedMs: spread(took), listMs: spread(lists) };
}

/** One user with 100,000 events: how long the first list takes, which reads them, and those after it. */
async function heavy() {
  const begun = performance.now();
  for (let i = 0; i < 20; i++) {
    const events = Array.from({ length: 5000 }, (_, e) => ({
      id: `h${i}-${e}`,
      user: 'heavy',
      item: item(),
      type: 'view',
      at: 1.7e12 + i * 5000 + e,
    }));
    await post('/v1/events', { events });
  }
  const takenMs = performance.now() - begun;
  const lists = [];
  for (let i = 0; i < 50; i++) {
    const asked = performance.now();
    await recommend('heavy');
    lists.push(performance.now() - asked);
  }
  return { eventsPerSecond: Math.round(1e8 / takenMs), firstListMs: round(lists[0]), laterListMs: spread(lists.slice(1)) };
}

try {
  await recommend('u1');
  const alone = await load('a');
  const until = { over: false };
  const changing = changes(until);
  const beside = await load('b');
  until.over = true;
  console.log(JSON.stringify({ rate, processes, alone, besideLists: { ...beside, ...(await changing) }, heavy: await heavy() }));
} finally {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  agent.destroy();
  rmSync(root, { recursive: true });
}
