import { setTimeout as sleep } from 'node:timers/promises';
import { mwError } from '../core/index.js';
import { ask, type LiveServer } from './ask.js';

/** A server that has not taken a version over by then never will. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

interface ModelsAnswer {
  readonly models: readonly { readonly model: string; readonly serving: number | null }[];
}

/** Waits until a server answers for a model with a version: it follows the registry. Throws `MW_DEMO_VERSION` after a minute. */
export async function untilServed(server: LiveServer, model: string, version: number, patienceMs = PATIENCE_MS): Promise<void> {
  const end = server.clock() + patienceMs;
  for (;;) {
    const { models } = await ask<ModelsAnswer>(server, '/v1/models');
    const serving = models.find((one) => one.model === model)?.serving ?? null;
    if (serving === version) return;
    if (server.clock() >= end) throw mwError('MW_DEMO_VERSION', { model, version, serving, seconds: patienceMs / 1000 });
    await sleep(LOOK_MS, undefined, { signal: server.signal });
  }
}
