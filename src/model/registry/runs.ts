import { randomUUID } from 'node:crypto';
import { mwError, type Json } from '../../core/index.js';
import { addRun, endRun, failpoint, hasEnded, listRuns, thisOwner, type Store } from '../../store/index.js';
import { isModelName } from './ref.js';
import type { Registry, RegistryContext } from './registry.js';

/** The part of the registry that keeps the runs. */
export function running({ store, clock }: RegistryContext): Pick<Registry, 'startRun' | 'endRun' | 'runs'> {
  return {
    startRun: async ({ model, kind, settings }) => {
      if (!isModelName(model)) throw mwError('MW_MODEL_NAME', { name: model });
      const id = randomUUID();
      await store.write(async (tx) => {
        failpoint('run.begun');
        await addRun(tx, { id, model, kind, settings, owner: thisOwner(), startedAt: clock() });
        failpoint('run.written');
      });
      failpoint('run.committed');
      return id;
    },
    endRun: (id, status, error) => store.write((tx) => endRun(tx, id, { status, at: clock(), error: storable(error) })),
    runs: ({ limit = 100, ...only } = {}) => store.read((tx) => listRuns(tx, { ...only, limit })),
  };
}

/** An error's words may hold anything, and must not keep it from being written down. */
function storable(error: Json): Json {
  return JSON.parse(JSON.stringify(error), (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)) as Json;
}

/** Ends the runs whose process has died without a word. A slow run, or one on another host, is left alone. */
export async function endDeadRuns({ store, clock }: { readonly store: Store; readonly clock: () => number }): Promise<void> {
  const here = thisOwner();
  const dead = (await store.read((tx) => listRuns(tx, { status: 'running' }))).filter((run) => hasEnded(run.owner, here));
  if (dead.length === 0) return;
  await store.write(async (tx) => {
    for (const { id, owner } of dead)
      await endRun(tx, id, {
        status: 'interrupted',
        at: clock(),
        error: { code: 'MW_INTERRUPTED', message: `the process ${owner.pid} on ${owner.host} ended before the run did` },
      });
  });
}
