import cluster from 'node:cluster';
import { mergedMetrics, type MetricJson, type Observation } from '../observe/index.js';
import type { FromWorker, ToWorker } from './messages.js';

/** How a process that serves together with others speaks with the one that started it. */
export interface CrewMember {
  /** Whether it is the first of them that was started. */
  readonly first: boolean;
  /** Says that it answers. */
  ready(url: string): void;
  /** Resolves when it should drain: it is told so, or the one that started it is gone. */
  readonly told: Promise<void>;
}

const send = (message: FromWorker): void => void process.send?.(message);

/** Joins the crew; undefined in a process of its own. */
export function joinCrew(): CrewMember | undefined {
  if (!cluster.isWorker) return undefined;
  const told = new Promise<void>((resolve) => {
    process.on('message', (message: ToWorker) => {
      if (message.kind === 'drain') resolve();
    });
    process.once('disconnect', resolve);
  });
  return { first: cluster.worker?.id === 1, ready: (url) => send({ kind: 'ready', url }), told };
}

/** The metrics of all processes that serve together; of this one when it serves alone. */
export function crewMetrics(observe: Observation): () => Promise<string> {
  if (!cluster.isWorker) return () => observe.metrics.text();
  let asks = 0;
  const waiting = new Map<number, (parts: readonly (readonly MetricJson[])[]) => void>();
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'figures wanted')
      void observe.metrics.json().then((figures) => send({ kind: 'own figures', ask: message.ask, figures }));
    else if (message.kind === 'all figures') waiting.get(message.ask)?.(message.parts);
  });
  return async () => {
    const ask = ++asks;
    const parts = await new Promise<readonly (readonly MetricJson[])[]>((resolve) => {
      waiting.set(ask, resolve);
      send({ kind: 'figures asked', ask });
      setTimeout(() => resolve([]), 2000).unref();
    }).finally(() => waiting.delete(ask));
    return parts.length === 0 ? observe.metrics.text() : mergedMetrics(parts);
  };
}
