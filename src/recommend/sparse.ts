import type { Interactions } from './interactions.js';

/** A sparse matrix, line by line: columns ascending within a line, each at most once. */
export interface Sparse {
  readonly lines: number;
  readonly columns: number;
  /** Lines + 1. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Users × items: what a user did with an item, its weights added up. */
export const usersByItems = (interactions: Interactions): Sparse => transposed(itemsByUsers(interactions));

/** Items × users: who did what with an item, the weights added up. */
export function itemsByUsers({ users, items, start, item, weight }: Interactions): Sparse {
  const first = startsOf(item, items.length);
  const end = first.slice(0, items.length);
  const out = { column: new Int32Array(item.length), value: new Float64Array(item.length) };
  for (let u = 0; u < users.length; u++)
    for (let e = start[u]; e < start[u + 1]; e++) {
      const i = item[e];
      const last = end[i] - 1;
      if (last >= first[i] && out.column[last] === u) out.value[last] += weight[e];
      else {
        out.column[end[i]] = u;
        out.value[end[i]++] = weight[e];
      }
    }
  return { lines: items.length, columns: users.length, ...closedUp(first, end, out) };
}

/** Lines one after the other, of which each may end before the next begins. */
function closedUp(first: Int32Array, end: Int32Array, { column, value }: Pick<Sparse, 'column' | 'value'>) {
  const start = new Int32Array(first.length);
  for (let i = 0; i < end.length; i++) {
    start[i + 1] = start[i] + end[i] - first[i];
    if (start[i] === first[i]) continue;
    column.copyWithin(start[i], first[i], end[i]);
    value.copyWithin(start[i], first[i], end[i]);
  }
  const size = start[end.length];
  return size === column.length ? { start, column, value } : { start, column: column.slice(0, size), value: value.slice(0, size) };
}

/** Columns for lines. */
export function transposed({ lines, columns, start, column, value }: Sparse): Sparse {
  const first = startsOf(column, columns);
  const next = first.slice(0, columns);
  const out = { column: new Int32Array(column.length), value: new Float64Array(column.length) };
  for (let i = 0; i < lines; i++)
    for (let e = start[i]; e < start[i + 1]; e++) {
      const at = next[column[e]]++;
      out.column[at] = i;
      out.value[at] = value[e];
    }
  return { lines: columns, columns: lines, start: first, ...out };
}

/** Where the entries of each line begin when they stand one line after the other, and where the last ends. */
function startsOf(lineOf: Int32Array, lines: number): Int32Array {
  const start = new Int32Array(lines + 1);
  for (let e = 0; e < lineOf.length; e++) start[lineOf[e] + 1]++;
  for (let i = 0; i < lines; i++) start[i + 1] += start[i];
  return start;
}
