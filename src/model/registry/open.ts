import type { Clock } from '../../core/index.js';
import type { Blobs, Store } from '../../store/index.js';
import { aliasing } from './aliases.js';
import { looking } from './look.js';
import { registering } from './register.js';
import type { Registry, RegistryContext } from './registry.js';
import { removing } from './remove.js';
import { endDeadRuns, running } from './runs.js';

/**
 * The registry over a store and its blobs. Runs that a dead process left behind are marked interrupted on the way.
 * `actor` is who makes the changes, for history and audit.
 *
 * ```ts
 * const registry = await openRegistry(store, blobs, systemClock);
 * const run = await registry.startRun({ model: 'churn', kind: 'train', settings: {} });
 * const artifact = { content: { name: 'churn', task: 'binary', learner: 'linear' }, record: {}, arrays: {}, golden: { tolerance: 0, rows: [], expected: [] } };
 * const { version } = await registry.register('churn', artifact, run);
 * await registry.moveAlias({ model: 'churn', alias: 'champion', to: version });
 * ```
 */
export async function openRegistry(store: Store, blobs: Blobs, clock: Clock, actor = 'local'): Promise<Registry> {
  const context: RegistryContext = { store, blobs, clock, actor };
  await endDeadRuns(context);
  return { ...running(context), ...registering(context), ...looking(context), ...aliasing(context), ...removing(context) };
}
