import type { Worker } from 'node:cluster';
import type { MetricJson } from '../observe/index.js';
import type { FromWorker } from './messages.js';
import { tell } from './tell.js';

/** A process that does not answer by then is left out of the figures. */
const WAIT_MS = 1000;

interface Asked {
  readonly by: Worker;
  readonly ask: number;
  readonly from: Set<number>;
  readonly parts: (readonly MetricJson[])[];
}

/** Collects the figures of all workers for the one that was asked. */
export function figureExchange(workers: () => readonly Worker[]): { heard(worker: Worker, message: FromWorker): void } {
  const open = new Map<string, Asked>();
  const finish = (name: string): void => {
    const asked = open.get(name);
    if (asked && open.delete(name)) tell(asked.by, { kind: 'all figures', ask: asked.ask, parts: asked.parts });
  };
  return {
    heard: (worker, message) => {
      if (message.kind === 'figures asked') {
        const name = `${worker.id}.${message.ask}`;
        const asked = workers();
        open.set(name, { by: worker, ask: message.ask, from: new Set(asked.map((one) => one.id)), parts: [] });
        for (const one of asked) tell(one, { kind: 'figures wanted', ask: name });
        setTimeout(() => finish(name), WAIT_MS).unref();
      } else if (message.kind === 'own figures') {
        const asked = open.get(message.ask);
        if (!asked?.from.delete(worker.id)) return;
        asked.parts.push(message.figures);
        if (asked.from.size === 0) finish(message.ask);
      }
    },
  };
}
