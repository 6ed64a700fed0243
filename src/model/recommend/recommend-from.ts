import { mwError } from '../../core/index.js';
import { makeList, type History, type ListedItem, type ListNote, type ListReason } from '../../recommend/index.js';
import { forEachTaken } from './known-histories.js';
import type { Opened } from './opened.js';
import { popularityFor } from './popularity-of.js';
import type { Recommendation, Recommended, RecommendReason, RecommendWish, Taken } from './open-recommender.js';
import { SERVED_EVENTS } from './served-history.js';
import { takesOf } from './takes-of.js';
import { tellsSegments } from './user-segments.js';

/** The newest of a history in the items' places, the oldest first; without what the version does not know, or what counts nothing. */
function placed({ content, placeOf, people }: Opened, { history, user }: Pick<RecommendWish, 'history' | 'user'>): History {
  const [places, weights, times]: [number[], number[], number[]] = [[], [], []];
  let [isTimed, isOrdered] = [true, true];
  for (const { item, at = NaN, type, weight: own } of history) {
    const place = placeOf.get(item);
    const weight = own ?? (type === undefined ? undefined : content.weights[type]) ?? 1;
    if (place === undefined || !(weight > 0 && weight < Infinity)) continue;
    isTimed &&= Number.isFinite(at);
    isOrdered &&= times.length === 0 || times[times.length - 1] <= at;
    places.push(place);
    weights.push(weight);
    times.push(at);
  }
  const order = isTimed && !isOrdered ? Array.from(times.keys()).toSorted((a, b) => times[a] - times[b]) : undefined;
  const newest = (values: readonly number[]): readonly number[] =>
    (order ? order.map((entry) => values[entry]) : values).slice(-SERVED_EVENTS);
  const row = user === undefined ? undefined : people?.rowOf(user);
  return {
    items: new Int32Array(newest(places)),
    weights: new Float64Array(newest(weights)),
    ...(row ? { user: row } : {}),
    ...(isTimed ? { times: new Float64Array(newest(times)) } : {}),
  };
}

/** The items that are not recommended: removed ones, and again those of the history, of what the user did before it, and of what training knew of them. */
function takenIn(opened: Opened, { history, ever, user }: Pick<RecommendWish, 'history' | 'ever' | 'user'>): (item: number) => boolean {
  const { content, placeOf, removed } = opened;
  const isRemoved = (item: number): boolean => removed?.[item] === 1;
  if (content.repeat) return isRemoved;
  const isAny = content.types.length === 0;
  const before = ever ? (isAny ? [ever.all] : [null, ...content.taken].map((type) => ever.ofType(type))) : [];
  const taken = new Set<number>();
  const take = (item: string): void => {
    const place = placeOf.get(item);
    if (place !== undefined) taken.add(place);
  };
  const takes = takesOf(content);
  for (const { item, type } of history) if (takes(type)) take(item);
  for (const items of before) for (const item of items) take(item);
  if (user !== undefined) forEachTaken(opened, user, (item) => taken.add(item));
  return (item) => taken.has(item) || isRemoved(item);
}

/** What the list of a wish is made from, but for chance and what is told of it. */
export function askedOf(opened: Opened, wish: Omit<RecommendWish, 'turn' | 'reasons' | 'cost'>) {
  const { interactions, popularity, segments, rules, diversity, people } = opened;
  const history = placed(opened, wish);
  const passes = wish.filter && opened.passing(wish.filter);
  return {
    history,
    k: listLength(wish.k, interactions.items.length),
    leftOut: takenIn(opened, wish),
    ...(passes ? { filter: (item: number) => passes[item] === 1 } : {}),
    popularity: popularityFor(popularity, segments, history),
    ...(rules ? { rules: rules.for(wish.user === undefined ? undefined : people?.columnsOf(wish.user)) } : {}),
    ...(diversity ? { diversity } : {}),
  };
}

/** The list of a wish, by the method, the rules, the diversity and the chance that the version was trained with. */
export function recommendFrom(opened: Opened, wish: RecommendWish): Recommendation {
  const { history, turn, reasons = 0 } = wish;
  const { recommender, rules, worth, content } = opened;
  const asked = askedOf(opened, wish);
  const explores = turn !== undefined && content.lists.explore > 0;
  const { items, notes, cost } = makeList(recommender, {
    ...asked,
    reasons,
    ...(rules && wish.cost ? { worth } : {}),
    ...(explores ? { explore: { share: content.lists.explore, seed: content.seed, turn } } : {}),
  });
  return {
    items: told(opened, items, reasons > 0 ? history : undefined),
    ...(cost ? { cost } : {}),
    notes: notesOf(notes, { isStranger: asked.history.items.length === 0 && items.length > 0, isShort: items.length < wish.k }).map(
      (note) => (note === 'nothing_known' && asked.popularity !== opened.popularity && tellsSegments(content) ? LIKE_THEM : NOTES[note]),
    ),
  };
}

/** The places of a list as they are told; with their reasons by a history, where they were asked for. */
function told(opened: Opened, items: readonly ListedItem[], history: readonly Taken[] | undefined): readonly Recommended[] {
  const typeOf = new Map<string, string | undefined>();
  for (const { item, type } of history ?? []) typeOf.set(item, type);
  return items.map(({ item, score, reasons, propensity }) => {
    const one: { -readonly [K in keyof Recommended]: Recommended[K] } = { item: opened.interactions.items[item], score };
    if (history) one.reasons = reasons.map((reason) => inWords(opened, reason, typeOf));
    if (propensity !== undefined) one.propensity = propensity;
    return one;
  });
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

const LIKE_THEM = 'This user did nothing yet: these are the items that users of the same categories take most.';

/** What is said of a list that is not what one might expect. */
const NOTES: Readonly<Record<ListNote, string>> = {
  nothing_known: 'Nothing is known of this user yet: these are the items that most users take.',
  filter_left_nothing: 'No item passes the filter: these are the most popular of the others.',
  too_few: 'Fewer items than asked for may stand on the list.',
};

/** `typeOf`: what somebody did last with each item of their history. */
function inWords(opened: Opened, { item, effect }: ListReason, typeOf: ReadonlyMap<string, string | undefined>): RecommendReason {
  const id = opened.interactions.items[item];
  const did = DID[typeOf.get(id) ?? ''] ?? 'chose';
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
