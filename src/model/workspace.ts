import { join } from 'node:path';
import type { Clock } from '../core/index.js';
import { folderBlobs, openStore, type Blobs, type Store } from '../store/index.js';
import { openRegistry, type Registry } from './registry/index.js';

/** A project's state: the database, the blobs and the registry over both. */
export interface Workspace {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly store: Store;
  readonly blobs: Blobs;
  readonly registry: Registry;
  /** Where quarantined rows are written. */
  readonly quarantineDir: string;
  readonly close: () => Promise<void>;
}

/** Opens the state of a project, and makes it when there is none. Several processes may have it open. */
export async function openWorkspace(options: {
  readonly root: string;
  readonly databaseUrl?: string;
  readonly clock: Clock;
}): Promise<Workspace> {
  const store = await openStore(options);
  const state = join(options.root, '.millwright');
  const blobs = await folderBlobs(join(state, 'blobs'), options.clock);
  return {
    root: options.root,
    store,
    blobs,
    registry: await openRegistry(store, blobs, options.clock),
    quarantineDir: join(state, 'quarantine'),
    close: () => store.close(),
  };
}
