import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../core/index.js';
import { openStore } from '../../store/index.js';
import { logDatabase } from './database.js';
import type { FromWriter, ToWriter, WriterData } from './messages.js';
import { startRetention } from './retention.js';
import { Spool, spoolPath } from './spool/index.js';
import { LogWriter } from './writer.js';

/** How long the database is left alone after it failed. */
const RETRY_MS = 250;
/** A server that is gone is waited for only as long as a connection takes to be made anew: the spool is there. */
const LOST_MS = 50;

const { root, databaseUrl, schema, id, patienceMs, maxSpoolBytes, keepMs, dropped } = workerData as WriterData;
const port = parentPort!;
const tell = (message: FromWriter): void => port.postMessage(message);

const database = logDatabase(
  () =>
    openStore({ root, databaseUrl, ...(schema === undefined ? {} : { schema }), clock: systemClock, waitMs: patienceMs, lostMs: LOST_MS }),
  2 * patienceMs,
);
const writer = new LogWriter({
  id,
  root,
  database,
  spool: new Spool({ path: spoolPath(root, id), maxBytes: maxSpoolBytes, dropped }),
  clock: systemClock,
  retryMs: RETRY_MS,
  changed: () => tell({ kind: 'state', counts: writer.counts() }),
});

const able = (): boolean => writer.counts().away === null;
/** SQLite takes one change at a time; a server takes removals beside the commits. */
const stepMs = databaseUrl === undefined ? 20 : 100;
const endRetention = keepMs === undefined ? undefined : startRetention({ id, keepMs, database, stepMs, clock: systemClock, able });

port.on('message', async (message: ToWriter) => {
  if (message.kind === 'rows') return tell(await writer.store(message.text, message.rows));
  await endRetention?.();
  await writer.close();
  tell({ kind: 'closed', counts: writer.counts() });
});
