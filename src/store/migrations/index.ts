import type { Engine } from '../store.js';
import type { Tx } from '../schema.js';
import { registryTables } from './0001-registry.js';
import { servingTables } from './0002-serving.js';
import { shadowLinks } from './0003-shadows.js';
import { studyTables } from './0004-studies.js';
import { behaviourTables } from './0005-behaviour.js';
import { slateFilters } from './0006-slate-filters.js';
import { itemTables } from './0007-items.js';

/** One step forward. It runs inside a transaction, alone, once per database; there are no steps back. */
export type Migration = (tx: Tx, engine: Engine) => Promise<void>;

/** Every step, oldest first. A published step never changes; a new one goes at the end. */
export const migrations: readonly Migration[] = [
  registryTables,
  servingTables,
  shadowLinks,
  studyTables,
  behaviourTables,
  slateFilters,
  itemTables,
];

/** The schema that this version knows. */
export const SCHEMA = migrations.length;
