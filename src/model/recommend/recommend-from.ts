import { mwError } from '../../core/index.js';
import { makeList, type History, type ListNote, type ListReason } from '../../recommend/index.js';
import { forEachTaken } from './known-histories.js';
import type { Opened } from './opened.js';
import type { Recommendation, RecommendReason, RecommendWish, Taken } from './open-recommender.js';

/** Events that a list is made from: what somebody did before the newest thousand says little of what they want now, and would cost the most. */
const MOST_EVENTS = 1000;

/** The newest of a history in the items' places, the oldest first; without what the version does not know, or what counts nothing. */
function placed({ content, placeOf, people }: Opened, { history, user }: Pick<RecommendWish, 'history' | 'user'>): History {
  const known = history.flatMap(({ item, at, type, weight: own }) => {
    const place = placeOf.get(item);
    const weight = own ?? (type === undefined ? undefined : content.weights[type]) ?? 1;
    return place === undefined || !(weight > 0 && weight < Infinity) ? [] : [{ place, weight, at: at ?? NaN }];
  });
  const isTimed = known.every(({ at }) => Number.isFinite(at));
  const ordered = (isTimed ? known.toSorted((a, b) => a.at - b.at) : known).slice(-MOST_EVENTS);
  const row = user === undefined ? undefined : people?.rowOf(user);
  return {
    items: Int32Array.from(ordered, ({ place }) => place),
    weights: Float64Array.from(ordered, ({ weight }) => weight),
    ...(row ? { user: row } : {}),
    ...(isTimed ? { times: Float64Array.from(ordered, ({ at }) => at) } : {}),
  };
}

/** The items that are not recommended again: of the history, of what the user did before it, and of what training knew of them. */
function takenIn(opened: Opened, { history, ever, user }: Pick<RecommendWish, 'history' | 'ever' | 'user'>): (item: number) => boolean {
  const { content, placeOf, interactions } = opened;
  if (content.repeat) return () => false;
  const isAny = content.types.length === 0;
  const before = ever ? (isAny ? [ever.all] : [null, ...content.taken].map((type) => ever.ofType(type))) : [];
  const taken = new Uint8Array(interactions.items.length);
  const take = (item: string): void => {
    const place = placeOf.get(item);
    if (place !== undefined) taken[place] = 1;
  };
  for (const { item, type } of history) if (type === undefined || isAny || content.taken.includes(type)) take(item);
  for (const items of before) for (const item of items) take(item);
  if (user !== undefined) forEachTaken(opened, user, (item) => (taken[item] = 1));
  return (item) => taken[item] === 1;
}

/** The list of a wish, by the method, the rules, the diversity and the chance that the version was trained with. */
export function recommendFrom(opened: Opened, wish: RecommendWish): Recommendation {
  const { history, user, filter, turn, reasons = 0 } = wish;
  const { recommender, interactions, popularity, rules, diversity, worth, content } = opened;
  const [k, placedHistory] = [listLength(wish.k, interactions.items.length), placed(opened, wish)];
  const explores = turn !== undefined && content.lists.explore > 0;
  const passes = filter && opened.passing(filter);
  const { items, notes, cost } = makeList(recommender, {
    history: placedHistory,
    k,
    leftOut: takenIn(opened, wish),
    ...(passes ? { filter: (item: number) => passes[item] === 1 } : {}),
    popularity,
    reasons,
    ...(rules ? { rules: rules.for(user === undefined ? undefined : opened.people?.columnsOf(user)) } : {}),
    ...(rules && wish.cost ? { worth } : {}),
    ...(diversity ? { diversity } : {}),
    ...(explores ? { explore: { share: content.lists.explore, seed: content.seed, turn } } : {}),
  });
  return {
    items: items.map((listed) => ({
      item: interactions.items[listed.item],
      score: listed.score,
      ...(reasons > 0 ? { reasons: listed.reasons.map((reason) => inWords(opened, reason, history)) } : {}),
      ...(listed.propensity === undefined ? {} : { propensity: listed.propensity }),
    })),
    ...(cost ? { cost } : {}),
    notes: notesOf(notes, { isStranger: placedHistory.items.length === 0 && items.length > 0, isShort: items.length < wish.k }).map(
      (note) => NOTES[note],
    ),
  };
}

/** As many items as there are at most. Throws `MW_RECOMMEND_LENGTH` for what is no number of items. */
export function listLength(k: number, items: number): number {
  if (!(Number.isInteger(k) && k >= 1)) throw mwError('MW_RECOMMEND_LENGTH', { got: String(k) });
  return Math.min(k, items);
}

/** The list's own notes; that nothing is known is true of a method, too, that has an order without a history. */
function notesOf(
  notes: readonly ListNote[],
  { isStranger, isShort }: { readonly isStranger: boolean; readonly isShort: boolean },
): readonly ListNote[] {
  const tells = (note: ListNote): boolean => notes.includes(note);
  return [
    ...(isStranger && !tells('nothing_known') && !tells('filter_left_nothing') ? (['nothing_known'] as const) : []),
    ...notes,
    ...(isShort && !tells('too_few') ? (['too_few'] as const) : []),
  ];
}

/** What is said of a list that is not what one might expect. */
const NOTES: Readonly<Record<ListNote, string>> = {
  nothing_known: 'Nothing is known of this user yet: these are the items that most users take.',
  filter_left_nothing: 'No item passes the filter: these are the most popular of the others.',
  too_few: 'Fewer items than asked for may stand on the list.',
};

function inWords(opened: Opened, { item, effect }: ListReason, history: readonly Taken[]): RecommendReason {
  const id = opened.interactions.items[item];
  const did = DID[history.findLast((one) => one.item === id)?.type ?? ''] ?? 'chose';
  return { item: id, effect, text: `because you ${did} ${titleOf(opened, id)}` };
}

/** What an event of a common type is called. */
const DID: Readonly<Record<string, string>> = {
  view: 'viewed',
  cart: 'put into the cart',
  purchase: 'bought',
  buy: 'bought',
  order: 'ordered',
  play: 'played',
  rating: 'rated',
  like: 'liked',
};

/** What people call an item: its title where it has one, else its id. */
export function titleOf({ content: { title }, table, placeOf }: Opened, item: string): string {
  const place = placeOf.get(item);
  const value = table && title !== null && place !== undefined ? table.columns[title]?.values[place] : undefined;
  return value === undefined || value === null || Number.isNaN(value) ? item : String(value);
}
