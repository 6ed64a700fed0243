import type { Worker } from 'node:cluster';
import type { ToWorker } from './messages.js';

/** Sends unless the worker is gone. */
export function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => {});
}
