import { checkedParts, type Parts } from '../../learn/index.js';
import type { UserNeighbours } from './model.js';

const FORMAT = 1;

/** What all users took, as data. */
export const partsOf = ({ users: { lines, columns, start, column, value }, similarity, neighbours, shrink }: UserNeighbours): Parts => ({
  meta: { format: FORMAT, outputs: 1, columns, users: lines, entries: column.length, similarity, neighbours, shrink },
  arrays: { start, column, weight: Float32Array.from(value) },
});

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** The model again, every array checked. */
export function modelFrom(parts: Parts, items: number): UserNeighbours {
  const read = checkedParts('user_knn', parts, FORMAT, items, ['start', 'column', 'weight']);
  const [lines, entries] = [read.setting<number>('users', isCount), read.setting<number>('entries', isCount)];
  const start = read.made('start', Int32Array, lines + 1, (value) => value >= 0 && value <= entries);
  const column = read.made('column', Int32Array, entries, (value) => value >= 0 && value < items);
  if (start[0] !== 0 || start[lines] !== entries) throw read.damaged('its users do not hold all entries');
  for (let u = 0; u < lines; u++) {
    if (start[u + 1] < start[u]) throw read.damaged(`user ${u} ends before it begins`);
    for (let e = start[u] + 1; e < start[u + 1]; e++)
      if (column[e] <= column[e - 1]) throw read.damaged(`the items of user ${u} do not ascend`);
  }
  const weight = read.made('weight', Float32Array, entries, (value) => value > 0);
  return {
    users: { lines, columns: items, start, column, value: Float64Array.from(weight) },
    similarity: read.setting('similarity', (value) => value === 'cosine' || value === 'tfidf'),
    neighbours: read.setting('neighbours', (value) => isCount(value) && (value as number) > 0),
    shrink: read.setting('shrink', (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value)),
  };
}
