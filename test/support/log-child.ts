import { fsyncSync, openSync, writeSync } from 'node:fs';
import { systemClock } from '../../src/core/index.js';
import { openPredictionLog, uuidv7 } from '../../src/monitor/index.js';

// Run as a process of its own: log-child.ts ROOT WITNESS [SCHEMA]. Eight clients log predictions without end. The witness file gets, synced, the id
// of each row whose fate was told: `+` when it was committed, `-` when it was kept for later.
const [root, witness, schema] = process.argv.slice(2);
const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const where = schema === undefined ? {} : { databaseUrl, schema };
const log = await openPredictionLog({ root, ...where, clock: systemClock, mode: 'durable', patienceMs: 500 });
const nextId = uuidv7(systemClock);
const file = openSync(witness, 'a');

async function client(): Promise<void> {
  for (;;) {
    const rows = Array.from({ length: 3 }, () => ({
      id: nextId(),
      model: 'churn',
      version: 1,
      at: systemClock(),
      route: 'champion',
      subject: 'somebody',
      row: { tenure: 3 },
      value: 'Yes',
      probability: 0.5,
      scores: null,
      decision: null,
      reasons: null,
      latencyUs: 1,
    }));
    const logged = await log.append(rows);
    if (!logged && log.stats().dropped > 0) continue;
    writeSync(file, rows.map(({ id }) => `${logged ? '+' : '-'}${id}\n`).join(''));
    fsyncSync(file);
  }
}

await Promise.all(Array.from({ length: 8 }, client));
