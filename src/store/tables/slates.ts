import type { Json } from '../../core/index.js';
import { fromText } from '../json-text.js';
import type { SlateTable, Tx } from '../schema.js';
import type { Engine } from '../store.js';
import { insertion, insertNew } from './insert-new.js';
import { inWindow, isAfter, type AnswerCursor, type AnswerWindow } from './window.js';

/** One place of a recommended list. */
export interface SlateItem {
  readonly item: string;
  readonly score: number;
  /** The chance with which this item stood at this place; absent where chance had no say: 1. */
  readonly propensity?: number;
}

/** One recommended list, as it was answered. */
export interface Slate {
  /** UUIDv7. */
  readonly id: string;
  readonly model: string;
  readonly version: number;
  /** When it was answered, milliseconds since 1970 UTC. */
  readonly at: number;
  /** How the request got to this version: `champion`, `version`, `ab` …, as of a prediction. */
  readonly route: string;
  /** The experiment that it belongs to, and on which side; null outside of one. */
  readonly experiment: string | null;
  readonly arm: string | null;
  /** Whom it was for; null where nobody was named. */
  readonly user: string | null;
  /** How many items were asked for. */
  readonly k: number;
  /** By place, the best first; may be fewer than `k`. */
  readonly items: readonly SlateItem[];
  readonly latencyUs: number;
  /** The test of the items' columns that was asked for, as the node of an expression; null or absent where there was none. */
  readonly filter?: Json | null;
}

/** The columns in the order of a record's fields. */
const COLUMNS = [
  ['id', 'text'],
  ['model', 'text'],
  ['version', 'integer'],
  ['at', 'bigint'],
  ['route', 'text'],
  ['experiment', 'text'],
  ['arm', 'text'],
  ['user_id', 'text'],
  ['k', 'integer'],
  ['items', 'text'],
  ['latency_us', 'integer'],
  ['filter', 'text'],
] as const satisfies readonly (readonly [keyof SlateTable, string])[];

const INTO = insertion('mw_slates', COLUMNS);

/**
 * Adds recommended lists; one whose id is there already changes nothing. `records` is a JSON list of records, each the list of its fields: id, model, version,
 * at, route, experiment, arm, user, k, the items as JSON text (per place item, score, and the propensity where there is one), latency in microseconds, the filter as JSON text.
 */
export async function addSlates(tx: Tx, engine: Engine, records: string): Promise<void> {
  await insertNew(tx, engine, INTO, records);
}

/** Some of the lists of a window, in the order of time. */
export interface SlatePage extends AnswerWindow {
  /** Default 10,000. */
  readonly limit?: number;
  readonly after?: AnswerCursor;
}

/** Recommended lists in the order of time (then of id). */
export async function readSlates(tx: Tx, { limit = 10_000, after, ...window }: SlatePage): Promise<Slate[]> {
  const page = tx.selectFrom('mw_slates').selectAll().where(inWindow(window)).orderBy('at').orderBy('id').limit(limit);
  return (await (after ? page.where(isAfter(after)) : page).execute()).map(slateOf);
}

/** A place as it is written: item, score, and the propensity where there is one. */
type Place = readonly [item: string, score: number, propensity?: number];

const slateOf = ({ user_id, latency_us, items, filter, ...rest }: SlateTable): Slate => ({
  ...rest,
  user: user_id,
  latencyUs: latency_us,
  filter: filter === null ? null : fromText<Json>(filter),
  items: fromText<Place[]>(items).map(([item, score, propensity]) => ({
    item,
    score,
    ...(propensity === undefined ? {} : { propensity }),
  })),
});
