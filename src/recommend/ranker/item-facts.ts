import { doublesOf, type Steps } from '../../core/index.js';
import { eventOrder } from '../behaviour/order.js';
import type { RecommendInput } from '../recommender.js';
import { featureVectors } from '../vectors/features.js';
import type { ItemVectors } from '../vectors/item-vectors.js';
import { takerVectors } from '../vectors/takers.js';

/** What is known of every item at one moment, from what was known before it. */
export interface ItemFacts {
  /** ln(1 + events), of all and of the newest half, eighth and thirty-second of the events. */
  readonly popularity: readonly Float64Array[];
  /** Which share of the events had come when the item came first; 1 for one that never came. */
  readonly age: Float64Array;
  readonly takers: ItemVectors;
  readonly content?: ItemVectors;
  /** Number columns of the item features, in standard deviations. */
  readonly numbers: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** Newest shares of the events that popularity is counted in. */
export const WINDOWS: readonly number[] = [1, 1 / 2, 1 / 8, 1 / 32];

/** Events of a step. */
const STEP_EVENTS = 4096;

/** Looks at nothing but the given interactions and features. */
export function* itemFacts({ interactions, itemFeatures }: RecommendInput, seed: number): Steps<ItemFacts> {
  const { items, item, time } = interactions;
  const keys = { users: 1, user: new Int32Array(item.length), time, atOnce: (a: number, b: number) => item[a] - item[b] };
  const { order } = eventOrder(keys, Uint32Array.from(item.keys()));
  yield;
  const counts = WINDOWS.map(() => new Float64Array(items.length));
  const age = new Float64Array(items.length).fill(1);
  for (let at = 0; at < order.length; at++) {
    const [own, share] = [item[order[at]], at / order.length];
    if (share < age[own]) age[own] = share;
    for (let w = 0; w < WINDOWS.length; w++) if (share >= 1 - WINDOWS[w]) counts[w][own]++;
    if (at % STEP_EVENTS === STEP_EVENTS - 1) yield;
  }
  const takers = yield* takerVectors(interactions, { seed });
  return {
    popularity: counts.map((count) => count.map(Math.log1p)),
    age,
    takers,
    ...(itemFeatures ? { content: yield* featureVectors(itemFeatures, 64, seed) } : {}),
    numbers: (itemFeatures?.columns ?? []).flatMap((column) =>
      column.kind === 'number' ? [{ name: column.name, values: inDeviations(doublesOf(column)) }] : [],
    ),
  };
}

function inDeviations(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
}
