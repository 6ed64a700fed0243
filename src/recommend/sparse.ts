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
export function usersByItems({ users, items, start, item, weight }: Interactions): Sparse {
  const sum = new Float64Array(items.length);
  const out = { start: new Int32Array(users.length + 1), column: new Int32Array(item.length), value: new Float64Array(item.length) };
  let size = 0;
  for (let u = 0; u < users.length; u++) {
    const first = size;
    for (let e = start[u]; e < start[u + 1]; e++) {
      if (sum[item[e]] === 0) out.column[size++] = item[e];
      sum[item[e]] += weight[e];
    }
    out.column.subarray(first, size).sort();
    for (let i = first; i < size; i++) {
      out.value[i] = sum[out.column[i]];
      sum[out.column[i]] = 0;
    }
    out.start[u + 1] = size;
  }
  return {
    lines: users.length,
    columns: items.length,
    start: out.start,
    column: out.column.slice(0, size),
    value: out.value.slice(0, size),
  };
}

/** Columns for lines. */
export function transposed({ lines, columns, start, column, value }: Sparse): Sparse {
  const first = new Int32Array(columns + 1);
  for (const j of column) first[j + 1]++;
  for (let j = 0; j < columns; j++) first[j + 1] += first[j];
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
