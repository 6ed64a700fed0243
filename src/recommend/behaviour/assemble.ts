import { checkTypes, NO_TYPE, type Behaviour } from './behaviour.js';
import { idText, type BehaviourColumns, type CodedIds } from './columns.js';
import { eventOrder, type EventOrder } from './order.js';
import { reasonCode } from './report.js';

/** Rows of which it is known what they weigh and whether they count. */
export interface JudgedRows {
  readonly columns: BehaviourColumns;
  readonly coded: { readonly user: CodedIds; readonly item: CodedIds; readonly type: CodedIds };
  /** Marks the duplicates that only the order shows. */
  readonly reason: Uint8Array;
  readonly weight: Float64Array;
}

/** The events of the rows that count, in order, and per event its row. */
export function assembled(
  { columns: { time, id }, coded, reason, weight }: JudgedRows,
  known: readonly string[],
): { readonly behaviour: Behaviour; readonly rows: Uint32Array } {
  const rows = new Uint32Array(reason.length);
  let size = 0;
  for (let row = 0; row < reason.length; row++) if (reason[row] === 0) rows[size++] = row;
  const kept = rows.subarray(0, size);
  const [user, item, type] = [placed(coded.user, kept), placed(coded.item, kept, known), placed(coded.type, kept)];
  checkTypes(type.names);
  const idOf = id ? (row: number) => idText(id[row]) : () => null;
  const keys = { users: user.names.length, user: user.places, time };
  const atOnce = (a: number, b: number): number => item.places[a] - item.places[b] || type.places[a] - type.places[b];
  const ordered = eventOrder({ ...keys, atOnce }, kept);
  const isAlike = (a: number, b: number): boolean => item.places[a] === item.places[b] && type.places[a] === type.places[b];
  const { events, starts, times } = distinctEvents({ ...ordered, isAlike, idOf, weight, reason });
  const ids = id ? Array.from(events, idOf) : [];
  const behaviour = {
    users: user.names,
    items: item.names,
    types: type.names,
    start: starts,
    item: taken(item.places, events, new Int32Array(events.length)),
    type: Uint8Array.from(events, (row) => (type.places[row] < 0 ? NO_TYPE : type.places[row])),
    weight: taken(weight, events, new Float64Array(events.length)),
    time: times,
    ...(ids.some((one) => one !== null) ? { ids } : {}),
  };
  return { behaviour, rows: events };
}

function taken<A extends Int32Array | Float64Array>(values: A, rows: Uint32Array, out: A): A {
  for (let e = 0; e < rows.length; e++) out[e] = values[rows[e]];
  return out;
}

/** The names that rows have, and others besides, ascending; and per row the place of its own. */
function placed({ levels, codes }: CodedIds, rows: Uint32Array, others: readonly string[] = []) {
  const used = new Uint8Array(levels.length);
  for (let i = 0; i < rows.length; i++) if (codes[rows[i]] >= 0) used[codes[rows[i]]] = 1;
  const own = levels.filter((_, code) => used[code] === 1);
  const names = (others.length === 0 ? own : [...new Set([...own, ...others])]).toSorted();
  const at = new Map(names.map((name, place) => [name, place]));
  const placeOf = Int32Array.from(levels, (level) => at.get(level) ?? -1);
  const places = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) places[row] = codes[row] < 0 ? -1 : placeOf[codes[row]];
  return { names, places };
}

interface OrderedRows extends EventOrder {
  /** Of two rows of one user and one moment. */
  readonly isAlike: (a: number, b: number) => boolean;
  readonly idOf: (row: number) => string | null;
  readonly weight: Float64Array;
  readonly reason: Uint8Array;
}

/** Rows in order, of those that are alike and have no id the first alone; those with ids after it, by weight and id. */
function distinctEvents({ order, start, time, isAlike, ...rows }: OrderedRows) {
  const [events, times] = [new Uint32Array(order.length), new Float64Array(order.length)];
  const starts = new Int32Array(start.length);
  let size = 0;
  for (let u = 0; u + 1 < start.length; u++) {
    for (let from = start[u]; from < start[u + 1];) {
      let end = from + 1;
      while (end < start[u + 1] && time[end] === time[from] && isAlike(order[from], order[end])) end++;
      for (const row of end === from + 1 ? [order[from]] : distinctOf(order.subarray(from, end), rows)) {
        times[size] = time[from];
        events[size++] = row;
      }
      from = end;
    }
    starts[u + 1] = size;
  }
  return { events: events.subarray(0, size), times: times.subarray(0, size), starts };
}

function distinctOf(alike: Uint32Array, { idOf, weight, reason }: Pick<OrderedRows, 'idOf' | 'weight' | 'reason'>): readonly number[] {
  const rows = Array.from(alike, (row) => ({ row, id: idOf(row) ?? '' }));
  const bare = rows.filter(({ id }) => id === '');
  for (const { row } of bare.slice(1)) reason[row] = reasonCode('duplicate');
  const named = rows.filter(({ id }) => id !== '').toSorted((a, b) => weight[a.row] - weight[b.row] || (a.id < b.id ? -1 : 1));
  return [...bare.slice(0, 1), ...named].map(({ row }) => row);
}
