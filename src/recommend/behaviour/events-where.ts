import { NO_TYPE, type Behaviour } from './behaviour.js';

/** The events that pass a test, of the users, items and types that then have any, and of the items named besides. */
export function eventsWhere(
  { users, items, types, start, ...of }: Behaviour,
  isKept: (event: number, user: number) => boolean,
  known: readonly string[] = [],
): Behaviour {
  const kept = new Uint32Array(of.item.length);
  const [has, ends] = [{ item: new Uint8Array(items.length), type: new Uint8Array(types.length) }, new Int32Array(users.length)];
  let size = 0;
  for (let u = 0; u < users.length; u++) {
    for (let e = start[u]; e < start[u + 1]; e++) {
      if (!isKept(e, u)) continue;
      kept[size++] = e;
      has.item[of.item[e]] = 1;
      if (of.type[e] < NO_TYPE) has.type[of.type[e]] = 1;
    }
    ends[u] = size;
  }
  const events = kept.subarray(0, size);
  const besides = new Set(known);
  const [item, type] = [remaining(items, (i) => has.item[i] === 1 || besides.has(items[i])), remaining(types, (t) => has.type[t] === 1)];
  const remainingUsers = [...users.keys()].filter((u) => ends[u] > (u === 0 ? 0 : ends[u - 1]));
  return {
    users: remainingUsers.map((u) => users[u]),
    items: item.names,
    types: type.names,
    start: Int32Array.from([0, ...remainingUsers.map((u) => ends[u])]),
    item: Int32Array.from(events, (e) => item.place[of.item[e]]),
    type: Uint8Array.from(events, (e) => (of.type[e] === NO_TYPE ? NO_TYPE : type.place[of.type[e]])),
    weight: Float64Array.from(events, (e) => of.weight[e]),
    time: Float64Array.from(events, (e) => of.time[e]),
    ...(of.ids ? { ids: Array.from(events, (e) => of.ids![e]) } : {}),
  };
}

function remaining(names: readonly string[], isKept: (place: number) => boolean) {
  const place = new Int32Array(names.length).fill(-1);
  const kept: string[] = [];
  for (let i = 0; i < names.length; i++) if (isKept(i)) place[i] = kept.push(names[i]) - 1;
  return { names: kept, place };
}
