// The prediction log on SQLite: rows/s, CPU per row (all threads) and waits with many clients, beside a bare prepared insert with the same rows a commit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { random, systemClock } from 'millwright/core';
import { openPredictionLog, uuidv7 } from 'millwright/monitor';
import { openStore, readPredictions } from 'millwright/store';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const count = option('rows', 100_000);
const round = (x, digits = 1) => Math.round(x * 10 ** digits) / 10 ** digits;

const chance = random(7, 'log');
const nextId = uuidv7(systemClock);
const rows = Array.from({ length: count }, () => ({
  id: nextId(),
  model: 'churn',
  version: 1,
  at: systemClock(),
  route: 'champion',
  subject: `customer ${Math.floor(chance.uniform() * 1e9)}`,
  row: Object.fromEntries([
    ...Array.from({ length: 15 }, (_, j) => [`number_${j}`, round(chance.uniform() * 100, 2)]),
    ...Array.from({ length: 5 }, (_, j) => [`text_${j}`, `level ${Math.floor(chance.uniform() * 9)}`]),
  ]),
  value: 'Yes',
  probability: chance.uniform(),
  scores: null,
  decision: 'offer',
  reasons: null,
  latencyUs: 120,
}));

/** Runs `work` and gives seconds and CPU microseconds of the whole process. */
async function measured(work) {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1000, user, system };
}

async function withClients(clients, mode) {
  const root = mkdtempSync(join(tmpdir(), 'mw-bench-'));
  const log = await openPredictionLog({ root, clock: systemClock, mode });
  await log.append([{ ...rows[0], id: nextId() }]);
  const n = clients === 1 ? Math.min(count, 2000) : count;
  const waits = new Float64Array(n);
  let next = 0;
  const client = async () => {
    while (next < n) {
      const i = next++;
      const asked = performance.now();
      await log.append([rows[i]]);
      waits[i] = performance.now() - asked;
      if (mode === 'async' && i % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const spent = await measured(async () => {
    await Promise.all(Array.from({ length: clients }, client));
    if (mode === 'async') await log.close();
  });
  const { committed, dropped } = log.stats();
  await log.close();
  rmSync(root, { recursive: true });
  if (committed !== n + 1 || dropped > 0) throw new Error(`committed ${committed} of ${n + 1}`);
  waits.sort();
  return {
    mode,
    clients,
    rowsPerSecond: Math.round(n / spent.seconds),
    cpuUsPerRow: round((spent.user + spent.system) / n),
    userUsPerRow: round(spent.user / n),
    ...(mode === 'durable' ? { waitMs: { p50: round(waits[n >> 1], 2), p99: round(waits[Math.floor(n * 0.99)], 2) } } : {}),
  };
}

/** What the database itself takes: one prepared insert per row, the rows serialised, `size` rows a commit, on this thread. */
async function bare(size) {
  const root = mkdtempSync(join(tmpdir(), 'mw-bench-'));
  await (await openStore({ root, clock: systemClock })).close();
  const database = new DatabaseSync(join(root, '.millwright', 'millwright.db'));
  for (const pragma of ['synchronous = FULL', 'secure_delete = ON']) database.exec(`PRAGMA ${pragma}`);
  const insert = database.prepare('INSERT INTO mw_predictions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)');
  const spent = await measured(async () => {
    for (let i = 0; i < count; i += size) {
      database.exec('BEGIN IMMEDIATE');
      for (const p of rows.slice(i, i + size)) {
        const [row, value] = [JSON.stringify(p.row), JSON.stringify(p.value)];
        insert.run(p.id, p.model, p.version, p.at, p.route, p.subject, row, value, p.probability, null, p.decision, null, p.latencyUs);
      }
      database.exec('COMMIT');
    }
  });
  const reading = await openStore({ root, clock: systemClock });
  const read = await measured(() => reading.read((tx) => readPredictions(tx, { model: 'churn', limit: count })));
  await reading.close();
  database.close();
  rmSync(root, { recursive: true });
  return {
    rowsPerCommit: size,
    rowsPerSecond: Math.round(count / spent.seconds),
    cpuUsPerRow: round((spent.user + spent.system) / count),
    userUsPerRow: round(spent.user / count),
    readSeconds: round(read.seconds, 2),
  };
}

const result = { rows: count, log: [], bare: [] };
for (const [clients, mode] of [
  [1, 'durable'],
  [64, 'durable'],
  [1024, 'durable'],
  [64, 'async'],
])
  result.log.push(await withClients(clients, mode));
for (const size of [64, 1024]) result.bare.push(await bare(size));
console.log(JSON.stringify(result));
