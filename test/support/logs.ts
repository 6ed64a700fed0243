import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openPredictionLog, type LogOptions, type LoggedPrediction, type LogStats, type PredictionLog } from '../../src/monitor/index.js';
import { openStore, type BehaviourEvent, type Store } from '../../src/store/index.js';
import { droppingSchemas } from './schemas.js';

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;

/** A prediction, with what `change` says in its place. */
export function prediction(change: Partial<LoggedPrediction> = {}): LoggedPrediction {
  return {
    id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    model: 'churn',
    version: 1,
    at: 1000,
    route: 'champion',
    subject: '7590-VHVEG',
    row: { customerID: '7590-VHVEG', tenure: 3, spend: 0.1, paperless: true, note: null },
    value: 'Yes',
    probability: 0.3,
    scores: null,
    decision: 'offer a discount',
    reasons: [{ feature: 'tenure', value: 3, effect: 0.5, text: 'tenure is 3' }],
    latencyUs: 120,
    ...change,
  };
}

/** `n` predictions with the ids `prefix0`, `prefix1` … in the order of time. */
export const predictions = (n: number, prefix = 'p', change: Partial<LoggedPrediction> = {}): LoggedPrediction[] =>
  Array.from({ length: n }, (_, i) => prediction({ id: `${prefix}${i}`, at: 1000 + i, ...change }));

/** Something that a user did, with what `change` says in its place. */
export const behaviourEvent = (change: Partial<BehaviourEvent> = {}): BehaviourEvent => ({
  id: 'e1',
  user: 'ann',
  item: 'tea',
  type: null,
  at: 1,
  value: null,
  quantity: null,
  price: null,
  slate: null,
  source: null,
  ...change,
});

/** A new project for a log's tests. */
export interface LogPlace {
  readonly root: string;
  /** Where `openStore` finds the same database. */
  readonly where: { readonly root: string; readonly databaseUrl?: string; readonly schema?: string };
  readonly open: (options?: Partial<LogOptions>) => Promise<PredictionLog>;
  readonly store: () => Promise<Store>;
}

/** Each engine that is there, with a way to new projects on it; call at the top of a `describe`. */
export const logEngines: readonly (readonly [name: string, skipped: boolean, places: (what: string) => () => LogPlace])[] = [
  ['SQLite', false, () => folders(() => ({}))],
  [
    'PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)',
    !databaseUrl,
    (what) => {
      if (!databaseUrl) return folders(() => ({}));
      const schemas = droppingSchemas(what);
      return folders(() => ({ databaseUrl, schema: schemas.next() }));
    },
  ],
];

function folders(database: () => { readonly databaseUrl?: string; readonly schema?: string }): () => LogPlace {
  const roots: string[] = [];
  afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })));
  return () => {
    const root = mkdtempSync(join(tmpdir(), 'mw-log-'));
    roots.push(root);
    const where = { root, ...database() };
    return {
      root,
      where,
      open: (options) => openPredictionLog({ ...where, clock: () => 5000, mode: 'durable', ...options }),
      store: () => openStore({ ...where, clock: () => 5000 }),
    };
  };
}

/** Waits until the log's counts say so; fails after ten seconds with what they say. */
export async function until(log: PredictionLog, fine: (stats: LogStats) => boolean): Promise<LogStats> {
  for (let i = 0; i < 1000; i++) {
    if (fine(log.stats())) return log.stats();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`the log stays at ${JSON.stringify(log.stats())}`);
}
