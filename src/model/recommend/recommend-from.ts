import { makeList, type History, type ListNote, type ListReason } from '../../recommend/index.js';
import type { ItemColumns } from './item-columns.js';
import type { Opened } from './opened.js';
import type { Recommendation, RecommendReason, RecommendWish, Taken } from './open-recommender.js';

/** A history in the items' places, the oldest first; without what the version does not know, or what counts nothing. */
function placed({ content, placeOf }: Opened, history: readonly Taken[]): History {
  const known = history.flatMap(({ item, at, type }) => {
    const place = placeOf.get(item);
    const weight = (type === undefined ? undefined : content.weights[type]) ?? 1;
    return place === undefined || weight === 0 ? [] : [{ place, weight, at: at ?? NaN }];
  });
  const isTimed = known.every(({ at }) => Number.isFinite(at));
  const ordered = isTimed ? known.toSorted((a, b) => a.at - b.at) : known;
  return {
    items: Int32Array.from(ordered, ({ place }) => place),
    weights: Float64Array.from(ordered, ({ weight }) => weight),
    ...(isTimed ? { times: Float64Array.from(ordered, ({ at }) => at) } : {}),
  };
}

/** The items of a history that are not recommended again. */
function takenIn({ content, placeOf }: Opened, history: readonly Taken[]): ReadonlySet<number> {
  if (content.repeat) return new Set();
  const ends = ({ type }: Taken): boolean => type === undefined || content.types.length === 0 || content.taken.includes(type);
  return new Set(history.flatMap((one) => (ends(one) ? (placeOf.get(one.item) ?? []) : [])));
}

/** The list of a wish, by the method, the rules, the diversity and the chance that the version was trained with. */
export function recommendFrom(opened: Opened, { history, k, filter, turn, reasons = 0 }: RecommendWish): Recommendation {
  const { recommender, interactions, popularity, rules, diversity, worth, content } = opened;
  const explores = turn !== undefined && content.lists.explore > 0;
  const taken = takenIn(opened, history);
  const passes = filter && opened.passing(filter);
  const { items, notes, cost } = makeList(recommender, {
    history: placed(opened, history),
    k,
    leftOut: (item) => taken.has(item),
    ...(passes ? { filter: (item: number) => passes[item] === 1 } : {}),
    popularity,
    reasons,
    ...(rules ? { rules: rules.for(), worth } : {}),
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
    notes: notes.map((note) => NOTES[note]),
  };
}

/** What is said of a list that is not what one might expect. */
const NOTES: Readonly<Record<ListNote, string>> = {
  nothing_known: 'Nothing is known of this user yet: these are the items that most users take.',
  filter_left_nothing: 'No item passes the filter: these are the most popular of the others.',
  too_few: 'Fewer items than asked for may stand on the list.',
};

function inWords({ interactions, content, table }: Opened, { item, effect }: ListReason, history: readonly Taken[]): RecommendReason {
  const id = interactions.items[item];
  const did = DID[history.findLast((one) => one.item === id)?.type ?? ''] ?? 'chose';
  return { item: id, effect, text: `because you ${did} ${titleOf(table, content.title, item) ?? id}` };
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

function titleOf(table: ItemColumns | undefined, title: string | null, item: number): string | undefined {
  const column = table && title !== null ? table.columns[title] : undefined;
  const value = column?.values[item];
  return value === undefined || value === null || Number.isNaN(value) ? undefined : String(value);
}
