import type { Examination } from '../../evaluate/index.js';
import { checkNode, type Node } from '../../expr/index.js';
import { SERVED_EVENTS, type RegisteredRecommender } from '../../model/index.js';
import { itemsOfUser, newestEvents, type EventRow, type Store, type UserEvents } from '../../store/index.js';
import type { AttributedSlate } from '../behaviour/since.js';
import { bothHistories } from '../behaviour/both-histories.js';
import { History } from '../behaviour/history.js';

/** One place of a served list: what stood there, what came of it, and what another version would have put there. */
export interface LoggedPlace {
  readonly slate: number;
  readonly position: number;
  /** Items are numbers, as `numberOf` gives them. */
  readonly item: number;
  /** With which the served version put it there. */
  readonly propensity: number;
  readonly reward: number;
  /** With which chance the other version would have put the item there. */
  readonly chance: number;
  /** All that it would have put there; empty where its own list would end before. */
  readonly wanted: WantedItems;
}

/** Items with their chances: a version that leaves much to chance has a hundred at every place, so that they are kept in 12 bytes each. */
export interface WantedItems {
  readonly items: Int32Array;
  readonly chances: Float64Array;
}

/** What all that came of an item on a list brings. */
export type RewardOf = (events: readonly EventRow[]) => number;

/** How what came of a list is read. */
export interface LookedAt {
  readonly rewardOf: RewardOf;
  readonly examination: Examination;
  readonly numberOf: (item: string) => number;
}

/** The places of a served list. Reads what the user had done until then. */
export async function placesOf(
  store: Store,
  open: RegisteredRecommender,
  slate: AttributedSlate & { readonly user: string },
  at: number,
  { rewardOf, examination, numberOf }: LookedAt,
): Promise<readonly LoggedPlace[]> {
  const { user, k, items, filter, events } = slate;
  const then = await historyAt(store, user, { before: slate.at, of: open.own });
  const history = bothHistories(open.historyOf(user, SERVED_EVENTS), then.taken());
  const wish = { user, history, ever: { all: then.all(), ofType: (type: string | null) => then.ofType(type) }, k };
  const list = items.map(({ item }) => item);
  const { below, own } = open.chancesOf(filter ? { ...wish, filter: checkNode(filter) as Node } : wish, list);
  const came = Map.groupBy(events, (event) => event.item);
  return items.map(({ item, propensity = 1 }, position) => {
    const wanted = (examination === 'cascade' ? below : own)[position] ?? NOTHING;
    const here = wanted.get(item) ?? 0;
    const chance = examination === 'cascade' ? here : Math.min(1, here + propensity * chanceBelow(own, position, items));
    const reward = rewardOf(came.get(item) ?? []);
    return { slate: at, position, item: numberOf(item), propensity, reward, chance, wanted: numbered(wanted, numberOf) };
  });
}

/**
 * With which chance a version's own list has the item of a place further down. A served list has an item once: where it stands at a place it cannot be drawn below, and stands for those places
 * too, as often as it stands there. On average an item then weighs what the version's own lists hold of it, whatever the served ones had above.
 */
const chanceBelow = (own: readonly ReadonlyMap<string, number>[], position: number, items: readonly { readonly item: string }[]): number =>
  own.slice(position + 1, items.length).reduce((sum, place) => sum + (place.get(items[position].item) ?? 0), 0);

const numbered = (wanted: ReadonlyMap<string, number>, numberOf: (item: string) => number): WantedItems => ({
  items: Int32Array.from(wanted.keys(), numberOf),
  chances: Float64Array.from(wanted.values()),
});

const NOTHING: ReadonlyMap<string, number> = new Map();

/** What the store holds of a user before a moment, of the version's own events. */
function historyAt(store: Store, user: string, which: UserEvents): Promise<History> {
  return store.read(async (tx) => {
    const newest = await newestEvents(tx, user, SERVED_EVENTS, which);
    const items = newest.length < SERVED_EVENTS ? [] : await itemsOfUser(tx, user, which);
    return new History(SERVED_EVENTS, newest.toReversed(), items);
  });
}
