import { checkedParts, type Parts } from '../../learn/index.js';
import type { ItemWeights } from './model.js';

const FORMAT = 1;
const ARRAYS = ['start', 'column', 'weight'];

/** An item-to-item model as data. */
export const partsOf = ({ items, start, column, weight }: ItemWeights): Parts => ({
  meta: { format: FORMAT, outputs: 1, columns: items, entries: start ? weight.length : null },
  arrays: { weight, ...(start && column ? { start, column } : {}) },
});

/** The model again, every array checked. */
export function modelFrom(learner: string, parts: Parts, items: number): ItemWeights {
  const read = checkedParts(learner, parts, FORMAT, items, ARRAYS);
  const entries = read.setting<number | null>('entries', (value) => value === null || (Number.isInteger(value) && (value as number) >= 0));
  if (entries === null) return { items, weight: read.array('weight', Float32Array, items * items) };
  const start = read.made('start', Int32Array, items + 1, (value) => value >= 0 && value <= entries);
  const column = read.made('column', Int32Array, entries, (value) => value >= 0 && value < items);
  if (start[0] !== 0 || start[items] !== entries) throw read.damaged('its lines do not hold all entries');
  for (let i = 0; i < items; i++) {
    if (start[i + 1] < start[i]) throw read.damaged(`line ${i} ends before it begins`);
    for (let e = start[i] + 1; e < start[i + 1]; e++)
      if (column[e] <= column[e - 1]) throw read.damaged(`the columns of line ${i} do not ascend`);
  }
  return { items, start, column, weight: read.array('weight', Float32Array, entries) };
}
