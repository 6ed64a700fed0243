import type { History, Recommender } from '../recommender.js';

/** Because of which item of the history another one is recommended, and by how much. */
export interface ListReason {
  /** The item's place among all items. */
  readonly item: number;
  /** Its exact share of the score: all its events in the history together. */
  readonly effect: number;
}

/** Says what the score of an item is owed to. */
export type ReasonsOf = (item: number) => readonly ListReason[];

const none: ReasonsOf = () => [];

/**
 * What scores are owed to by a history: at most so many of its items, the strongest first, of equal ones the lower place, and only what speaks for the item.
 * None where the method cannot tell. What the items of a list share is worked out once.
 */
export function reasonsBy(recommender: Recommender, history: History, most: number): ReasonsOf {
  if (most <= 0 || !recommender.because) return none;
  const places = new Int32Array(history.items).toSorted().filter((place, i, all) => i === 0 || place !== all[i - 1]);
  const at = new Map<number, number>();
  for (let i = 0; i < places.length; i++) at.set(places[i], i);
  const placeOf = new Int32Array(history.items);
  for (let h = 0; h < placeOf.length; h++) placeOf[h] = at.get(placeOf[h])!;
  const sums = new Float64Array(places.length);
  return (item) => {
    const { effects } = recommender.because!(history, item);
    sums.fill(0);
    for (let h = 0; h < effects.length; h++) sums[placeOf[h]] += effects[h];
    return strongest(sums, most).map((i) => ({ item: places[i], effect: sums[i] }));
  };
}

/** Where the highest numbers above 0 are, the highest first, of equal ones the first. */
function strongest(values: Float64Array, most: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0) || (found.length === most && values[i] <= values[found[most - 1]])) continue;
    let place = found.length < most ? found.length : most - 1;
    for (; place > 0 && values[found[place - 1]] < values[i]; place--) found[place] = found[place - 1];
    found[place] = i;
  }
  return found;
}
