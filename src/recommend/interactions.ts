/** Who took what, when, how strongly: events of users, each user's from the oldest to the newest. */
export interface Interactions {
  /** Ids, ascending as text. */
  readonly users: readonly string[];
  /** Ids, ascending as text. */
  readonly items: readonly string[];
  /** Users + 1: where each user's events begin. */
  readonly start: Int32Array;
  /** Per event the place of its item in `items`. */
  readonly item: Int32Array;
  /** Per event above 0; 1 unless something else is meant. */
  readonly weight: Float64Array;
  /** Milliseconds since 1970. */
  readonly time: Float64Array;
  /** Per event what was done, as a code of the caller's; absent where all are alike. */
  readonly type?: Uint8Array;
}

/** Events as columns of one length, in any order. */
export interface EventColumns {
  readonly user: readonly string[];
  readonly item: readonly string[];
  /** Milliseconds since 1970, finite. */
  readonly time: ArrayLike<number>;
  /** Finite and above 0; absent: 1 each. */
  readonly weight?: ArrayLike<number>;
  /** What was done, as a code from 0 to 255. */
  readonly type?: ArrayLike<number>;
}

/**
 * Events by user and time; at one moment by item. The order of the rows makes no difference. Users and items are those that have events, and
 * the items named besides.
 *
 * ```ts
 * import { interactionsOf } from 'millwright/recommend';
 *
 * const { items, item } = interactionsOf({ user: ['ann', 'ann'], item: ['tea', 'cup'], time: [2, 1] });
 * Array.from(item, (i) => items[i]); // ['cup', 'tea']
 * ```
 */
export function interactionsOf({ user, item, time, weight, type }: EventColumns, known: readonly string[] = []): Interactions {
  const [users, items] = [idsOf(user), idsOf([...item, ...known])];
  const [userAt, itemAt] = [placesOf(users), placesOf(items)];
  const [rowUser, rowItem] = [Int32Array.from(user, (id) => userAt.get(id)!), Int32Array.from(item, (id) => itemAt.get(id)!)];
  const order = Uint32Array.from(user.keys()).toSorted(
    (a, b) => rowUser[a] - rowUser[b] || time[a] - time[b] || rowItem[a] - rowItem[b] || (weight ? weight[a] - weight[b] : 0),
  );
  const start = new Int32Array(users.length + 1);
  for (const u of rowUser) start[u + 1]++;
  for (let u = 0; u < users.length; u++) start[u + 1] += start[u];
  return {
    users,
    items,
    start,
    item: Int32Array.from(order, (row) => rowItem[row]),
    weight: Float64Array.from(order, (row) => (weight ? weight[row] : 1)),
    time: Float64Array.from(order, (row) => time[row]),
    ...(type ? { type: Uint8Array.from(order, (row) => type[row]) } : {}),
  };
}

const idsOf = (ids: Iterable<string>): readonly string[] => [...new Set(ids)].toSorted();
const placesOf = (ids: readonly string[]): ReadonlyMap<string, number> => new Map(ids.map((id, i) => [id, i]));
