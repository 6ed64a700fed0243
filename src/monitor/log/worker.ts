import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../core/index.js';
import { openStore } from '../../store/index.js';
import { logDatabase } from './database.js';
import type { FromWriter, ToWriter, WriterData } from './messages.js';
import { Spool, spoolPath } from './spool/index.js';
import { LogWriter } from './writer.js';

/** How long the database is left alone after it failed. */
const RETRY_MS = 250;

const { root, databaseUrl, schema, id, patienceMs, maxSpoolBytes, dropped } = workerData as WriterData;
const port = parentPort!;
const tell = (message: FromWriter): void => port.postMessage(message);

const writer = new LogWriter({
  id,
  root,
  database: logDatabase(
    () => openStore({ root, databaseUrl, ...(schema === undefined ? {} : { schema }), clock: systemClock, waitMs: patienceMs }),
    2 * patienceMs,
  ),
  spool: new Spool({ path: spoolPath(root, id), maxBytes: maxSpoolBytes, dropped }),
  clock: systemClock,
  retryMs: RETRY_MS,
  changed: () => tell({ kind: 'state', counts: writer.counts() }),
});

port.on('message', async (message: ToWriter) => {
  if (message.kind === 'rows') return tell(await writer.store(message.text, message.rows));
  await writer.close();
  tell({ kind: 'closed', counts: writer.counts() });
});
