import { checkTypes, NO_TYPE, type Behaviour } from './behaviour.js';
import type { BehaviourColumns } from './columns.js';
import { loaded } from './load.js';
import { reasonCode, reportOn, type BehaviourReport } from './report.js';
import type { BehaviourRules } from './rules.js';

/**
 * Behaviour with newer rows added, equal to the bit to what `behaviourOf` makes by the same rules of all rows at once, the older first. The report is of the newer rows.
 * Copies what there is once: O(events), without a look at older rows; the ids of older events are hashed when the newer ones have any.
 */
export function appended(
  older: Behaviour,
  newer: BehaviourColumns,
  rules: BehaviourRules = {},
): { readonly behaviour: Behaviour; readonly report: BehaviourReport } {
  const { behaviour, rows, reason, unknownTypes } = loaded(newer, rules, older.ids);
  const together = merged(older, behaviour, (event) => (reason[rows[event]] = reasonCode('duplicate')));
  return { behaviour: together, report: reportOn(reason.length, reason, unknownTypes) };
}

/** Names of both, ascending, and where those of each stand among them. */
function union(a: readonly string[], b: readonly string[]) {
  const names = [...new Set([...a, ...b])].toSorted();
  const at = new Map(names.map((name, place) => [name, place]));
  const placesOf = (own: readonly string[]): Int32Array => Int32Array.from(own, (name) => at.get(name)!);
  return { names, places: [placesOf(a), placesOf(b)] as const };
}

/** Two logs as one. `again`: an event of the second that the first has. */
function merged(first: Behaviour, second: Behaviour, again: (event: number) => void): Behaviour {
  const both = [first, second] as const;
  const [users, items, types] = [union(first.users, second.users), union(first.items, second.items), union(first.types, second.types)];
  checkTypes(types.names);
  const most = first.item.length + second.item.length;
  const out = { item: new Int32Array(most), type: new Uint8Array(most), weight: new Float64Array(most), time: new Float64Array(most) };
  const ids: (string | null)[] | undefined = first.ids || second.ids ? [] : undefined;
  const idAt = (side: 0 | 1, e: number): string | null => both[side].ids?.[e] ?? null;
  const itemAt = (side: 0 | 1, e: number): number => items.places[side][both[side].item[e]];
  const typeAt = (side: 0 | 1, e: number): number => types.places[side][both[side].type[e]] ?? -1;
  const apart = (a: number, b: number): number =>
    first.time[a] - second.time[b] || itemAt(0, a) - itemAt(1, b) || typeAt(0, a) - typeAt(1, b);
  const atOnce = (a: number, b: number): number => {
    const [own, other] = [idAt(0, a), idAt(1, b)];
    if (own === null || other === null) return own === null ? -1 : 1;
    return first.weight[a] - second.weight[b] || (own < other ? -1 : 1);
  };
  let size = 0;
  const put = (side: 0 | 1, e: number): void => {
    [out.item[size], out.type[size]] = [itemAt(side, e), typeAt(side, e) < 0 ? NO_TYPE : typeAt(side, e)];
    [out.weight[size], out.time[size]] = [both[side].weight[e], both[side].time[e]];
    ids?.push(idAt(side, e));
    size++;
  };
  const start = new Int32Array(users.names.length + 1);
  const [placeA, placeB] = users.places;
  for (let [u, a, b] = [0, 0, 0]; u < users.names.length; u++) {
    const endA = placeA[a] === u ? first.start[++a] : 0;
    const endB = placeB[b] === u ? second.start[++b] : 0;
    let [i, j] = [endA === 0 ? 0 : first.start[a - 1], endB === 0 ? 0 : second.start[b - 1]];
    while (i < endA || j < endB) {
      const order = i >= endA ? 1 : j >= endB ? -1 : apart(i, j);
      if (order === 0 && i < endA && idAt(0, i) === null && idAt(1, j) === null) again(j++);
      else if ((order || atOnce(i, j)) < 0) put(0, i++);
      else put(1, j++);
    }
    start[u + 1] = size;
  }
  return {
    users: users.names,
    items: items.names,
    types: types.names,
    start,
    item: out.item.slice(0, size),
    type: out.type.slice(0, size),
    weight: out.weight.slice(0, size),
    time: out.time.slice(0, size),
    ...(ids ? { ids } : {}),
  };
}
