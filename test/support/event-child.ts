import { fsyncSync, openSync, writeSync } from 'node:fs';
import { systemClock } from '../../src/core/index.js';
import { openBehaviour, openPredictionLog, uuidv7 } from '../../src/monitor/index.js';
import { openStore } from '../../src/store/index.js';

// Run as a process of its own: event-child.ts ROOT WITNESS [SCHEMA]. Eight clients report events without end, each batch with one event of the batch
// before, and log a list with each. The witness file gets, synced, the id of each event and list whose fate was told: `+` when it was committed, `-`
// when it was kept for later.
const [root, witness, schema] = process.argv.slice(2);
const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const where = schema === undefined ? {} : { databaseUrl, schema };
const store = await openStore({ root, ...where, clock: systemClock });
const log = await openPredictionLog({ root, ...where, clock: systemClock, mode: 'durable', patienceMs: 500 });
const behaviour = openBehaviour({ store, log, clock: systemClock });
const nextId = uuidv7(systemClock);
const file = openSync(witness, 'a');
const list = {
  model: 'shop',
  version: 1,
  route: 'champion',
  experiment: null,
  arm: null,
  k: 1,
  items: [{ item: 'tea', score: 1 }],
  latencyUs: 1,
};

function tell(mark: '+' | '-', ids: readonly string[]): void {
  writeSync(file, ids.map((id) => `${mark}${id}\n`).join(''));
  fsyncSync(file);
}

async function client(user: string): Promise<void> {
  let again: string[] = [];
  for (;;) {
    const ids = [...again, nextId(), nextId(), nextId()];
    const slate = { ...list, id: nextId(), user, at: systemClock() };
    const [took, logged] = await Promise.all([
      behaviour.take(ids.map((id, i) => ({ id, user, item: `i${i}`, slate: slate.id }))),
      log.appendSlates([slate]),
    ]);
    tell(took.waiting > 0 ? '-' : '+', ids);
    if (logged || log.stats().dropped === 0) tell(logged ? '+' : '-', [slate.id]);
    again = ids.slice(-1);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, i) => client(`u${i}`)));
