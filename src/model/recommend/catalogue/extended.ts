import { DAY_MS } from '../../../core/index.js';
import {
  beliefIn,
  rangeOf,
  warmItems,
  withDemand,
  type ItemDemand,
  type ItemVectors,
  type Recommender,
  type WarmItems,
} from '../../../recommend/index.js';
import { declaredVectors } from '../diversity.js';
import { blockOf } from '../item-columns.js';
import type { Opened } from '../opened.js';
import { tableLists } from '../prepare-lists.js';
import { asServed } from '../served.js';
import { newItems, placedReports, removedOf, type Catalogue } from './catalogue.js';
import { freshOnes, type FreshOnes } from './fresh-ones.js';
import { withReported } from './reported-columns.js';

/** What was done of late with items that training knew no events of, by item: how many events, and what they weigh in a day. */
export type LateEvents = ReadonlyMap<string, { readonly events: number; readonly perDay: number }>;

/** An open version that knows what was reported of its items and done with them since its training, and what that is made of. */
export interface Extended {
  readonly opened: Opened;
  readonly catalogue: Catalogue;
  readonly late: LateEvents;
  readonly described: Opened;
  readonly cold: FreshOnes;
  /** The method with items without events as they are known now, whatever is done with them of late. */
  readonly served: Recommender;
  readonly warm: WarmItems | undefined;
}

/**
 * The version with its items as they are reported now: new ones behind those that training knew, each column as it was reported last, and what is gone on no list. Items
 * without events are known by what they are like, of which late events have a say. What `before` has is used again where it still holds.
 */
export function extendedBy(base: Opened, catalogue: Catalogue, late: LateEvents, before?: Extended): Extended {
  const isSame = before?.catalogue === catalogue;
  const described = isSame ? before.described : describedBy(base, catalogue, before?.described);
  const cold = isSame ? before.cold : freshOnes(base, described, placedReports(catalogue, described.placeOf), before?.cold);
  const served = servedBy(base, cold, before);
  const demands = demandsOf(base, described, late);
  const warm = before?.warm ?? (demands.length > 0 ? warmItems(base.popularity) : undefined);
  const parts = { catalogue, late, described, cold, served, warm };
  const recommender = warm ? withDemand(served, demands, warm) : served;
  return { ...parts, opened: { ...described, recommender, popularity: alsoPopular(described.popularity, demands) } };
}

/** Made anew only where other items are cold, or cold otherwise: it may hold bytes of all of them. */
function servedBy(base: Opened, { ones }: FreshOnes, before: Extended | undefined): Recommender {
  if (ones === base.cold) return base.recommender;
  return before && ones === before.cold.ones ? before.served : asServed(base.fitted, base.content, ones);
}

/** The items and what their columns say, without scores. */
function describedBy(base: Opened, catalogue: Catalogue, before: Opened = base): Opened {
  if (catalogue.items.size === 0) return base;
  const { content, table, diversity, popularity, worth } = base;
  const added = newItems(catalogue, (item) => base.placeOf.has(item));
  const { interactions, placeOf } = withItems(base, added, before);
  const { items } = interactions;
  const reports = placedReports(catalogue, placeOf);
  const own = table && withReported(table, items.length, reports);
  const [lists, removed] = [tableLists(content, items, own, worth.chances), removedOf(reports, items.length)];
  return {
    ...base,
    ...lists,
    interactions,
    placeOf,
    table: own,
    popularity: lengthened(popularity, items.length),
    diversity: diversity && {
      ...diversity,
      vectors: declaredVectors(content.lists, items.length, own && blockOf(own)) ?? withoutTakers(diversity.vectors, items.length),
    },
    removed,
    excluded: eitherOf(lists.excluded, removed),
  };
}

/** The items with those that were added behind them; as before where the same were. */
function withItems(base: Opened, added: readonly string[], before: Opened): Pick<Opened, 'interactions' | 'placeOf'> {
  const known = base.interactions.items.length;
  const { items: same } = before.interactions;
  if (same.length === known + added.length && added.every((item, i) => same[known + i] === item)) return before;
  const items = [...base.interactions.items, ...added];
  return { interactions: { ...base.interactions, items }, placeOf: new Map(items.map((item, place) => [item, place])) };
}

function lengthened(values: Float64Array, size: number): Float64Array {
  if (values.length === size) return values;
  const out = new Float64Array(size);
  out.set(values);
  return out;
}

/** The vectors, and none for the items behind them: nobody took these. */
function withoutTakers({ width, values }: ItemVectors, items: number): ItemVectors {
  const longer = new Float32Array(items * width);
  longer.set(values);
  return { items, width, values: longer };
}

const eitherOf = (a: Uint8Array | undefined, b: Uint8Array | undefined): Uint8Array | undefined =>
  a && b ? a.map((one, i) => one | b[i]) : (a ?? b);

function alsoPopular(popularity: Float64Array, demands: readonly ItemDemand[]): Float64Array {
  if (demands.length === 0) return popularity;
  const out = popularity.slice();
  for (const one of demands) out[one.item] = beliefIn(one) * one.popularity;
  return out;
}

/** Late events as if they had come in all through training. */
function demandsOf({ popularity, interactions: { time } }: Opened, { placeOf }: Opened, late: LateEvents): readonly ItemDemand[] {
  if (late.size === 0) return [];
  const [, spanMs] = rangeOf(time);
  const days = Math.max(1, spanMs / DAY_MS);
  return [...late].flatMap(([id, { events, perDay }]) => {
    const item = placeOf.get(id);
    return item === undefined || events === 0 || popularity[item] > 0 ? [] : [{ item, events, popularity: perDay * days }];
  });
}
