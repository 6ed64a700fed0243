import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../core/index.js';
import { addRefusedRows } from '../../monitor/index.js';
import type { Store } from '../../store/index.js';
import type { Live } from '../live/live.js';
import type { LiveVersion } from '../live/live-version.js';

/** How long counts wait for the store. */
const FLUSH_MS = 2000;
/** Of one request's rows so many are asked what is wrong with them; the rest is counted. */
const ASKED = 100;
/** Versions and days that wait at most: the store would have to be away for a year. */
const MOST_TALLIES = 1000;
const DAY_MS = 86_400_000;

/** Counts the rows that requests were refused for, so that the monitor can tell. */
export interface RefusedRows {
  /** Counts those of a request's rows that the version cannot read. About what reading them costs. */
  count(version: LiveVersion, rows: readonly unknown[]): void;
  /** Rows counted that the store does not have yet. */
  waiting(): number;
  /** Hands over what waits. Throws when the store does not take it. */
  close(): Promise<void>;
}

/** Rows of one version and one day. */
interface Tally {
  readonly model: string;
  readonly version: number;
  readonly at: number;
  rows: number;
  readonly faults: Map<string, { readonly column: string | null; readonly rule: string; rows: number }>;
}

/** Counts that are on their way to the store, under a key that keeps them from being added twice. */
interface Parcel {
  readonly key: string;
  readonly tallies: readonly Tally[];
}

/**
 * Counts in memory, handed to the store together every 2 s and at the end. While the store is away they wait, and are added once. `told` hears of
 * each count at once.
 */
export function refusedRowsTo(store: Store, clock: Clock, told: (by: LiveVersion, rows: number) => void = () => {}): RefusedRows {
  let tallies = new Map<string, Tally>();
  let parcel: Parcel | undefined;
  let timer: NodeJS.Timeout | undefined;
  let flushing = Promise.resolve();
  const flush = async (): Promise<void> => {
    if (!parcel) {
      if (tallies.size === 0) return;
      parcel = { key: `refused ${randomUUID()}`, tallies: [...tallies.values()] };
      tallies = new Map();
    }
    await add(store, parcel);
    parcel = undefined;
    await flush();
  };
  const arm = (): void => {
    timer ??= setTimeout(() => {
      flushing = flush()
        .catch(() => {})
        .then(() => {
          timer = undefined;
          if (parcel || tallies.size > 0) arm();
        });
    }, FLUSH_MS).unref();
  };
  return {
    count: (version, rows) => {
      const tally = tallyOf(tallies, version, clock());
      if (!tally) return;
      told(version, countInto(tally, version, rows));
      arm();
    },
    waiting: () => [...tallies.values(), ...(parcel?.tallies ?? [])].reduce((sum, { rows }) => sum + rows, 0),
    close: async () => {
      clearTimeout(timer);
      await flushing;
      await flush();
    },
  };
}

const add = (store: Store, { key, tallies }: Parcel): Promise<null> =>
  store.write(
    async (tx) => {
      for (const one of tallies) await addRefusedRows(tx, one, one.rows, one.at, [...one.faults.values()]);
      return null;
    },
    { key },
  );

function tallyOf(tallies: Map<string, Tally>, { model, version }: LiveVersion, at: number): Tally | undefined {
  const name = `${model}@${version} ${Math.floor(at / DAY_MS)}`;
  const known = tallies.get(name);
  if (known || tallies.size >= MOST_TALLIES) return known;
  const tally: Tally = { model, version, at, rows: 0, faults: new Map() };
  tallies.set(name, tally);
  return tally;
}

function countInto(tally: Tally, { reader }: LiveVersion, rows: readonly unknown[]): number {
  const before = tally.rows;
  let asked = 0;
  for (const row of rows) {
    const isRow = isObject(row);
    if (isRow && reader.read(row) !== undefined) continue;
    tally.rows++;
    if (asked++ >= ASKED) continue;
    const fault = isRow ? reader.faultOf(row) : undefined;
    // What a caller made up as a column's name is kept nowhere.
    const column = fault === undefined || fault.rule === 'unknown' ? null : fault.column;
    const kind = { column, rule: fault?.rule ?? 'object', rows: 0 };
    const name = JSON.stringify([kind.column, kind.rule]);
    const known = tally.faults.get(name) ?? kind;
    tally.faults.set(name, known);
    known.rows++;
  }
  return tally.rows - before;
}

const isObject = (row: unknown): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null && !Array.isArray(row);

/** Has every request counted that is refused for its rows: `MW_SERVE_ROW`, and rows that are no objects. Good requests pay nothing. */
export function countRefused(app: FastifyInstance, live: Live, refused: RefusedRows): void {
  app.addHook('onError', (request, _reply, error, done) => {
    const { model } = request.params as { readonly model?: string };
    const { rows } = (request.body ?? {}) as { readonly rows?: unknown };
    if (model !== undefined && Array.isArray(rows) && isAboutRows(error)) {
      // Who asks gets the refusal, whatever becomes of the count.
      void (async () => refused.count(await live.find(model), rows))().catch(() => {});
    }
    done();
  });
}

function isAboutRows(error: { readonly code?: string; readonly validation?: readonly { readonly instancePath: string }[] }): boolean {
  return error.code === 'MW_SERVE_ROW' || /^\/rows\/\d+$/.test(error.validation?.[0]?.instancePath ?? '');
}
