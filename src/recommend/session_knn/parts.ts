import type { Json } from '../../core/index.js';
import { checkedParts, type Parts } from '../../learn/index.js';
import type { SessionModel } from './model.js';
import type { Sessions } from './sessions.js';

const FORMAT = 1;

/** Sessions and settings as data. */
export const partsOf = (settings: Readonly<Record<string, number>>, { items, sessions }: SessionModel): Parts => ({
  meta: { format: FORMAT, outputs: 1, columns: items, entries: sessions.item.length, sessions: sessions.end.length, ...settings },
  arrays: { start: sessions.start, item: sessions.item, end: sessions.end },
});

const isCount = (value: Json): boolean => Number.isInteger(value) && (value as number) >= 0;
const isNumber = (value: Json): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** The same again, every array checked. */
export function sessionsFrom(
  learner: string,
  parts: Parts,
  items: number,
  names: readonly string[],
): { readonly sessions: Sessions; readonly settings: Readonly<Record<string, number>> } {
  const read = checkedParts(learner, parts, FORMAT, items, ['start', 'item', 'end']);
  const [count, entries] = [read.setting<number>('sessions', isCount), read.setting<number>('entries', isCount)];
  const start = read.made('start', Int32Array, count + 1, (value, at) => value >= 0 && value <= entries && (at > 0 || value === 0));
  for (let s = 0; s < count; s++) if (start[s + 1] <= start[s]) throw read.damaged(`session ${s} ends before it begins`);
  if (start[count] !== entries) throw read.damaged('its sessions do not hold all entries');
  const end = read.array('end', Float64Array, count);
  for (let s = 1; s < count; s++) if (end[s] < end[s - 1]) throw read.damaged('its sessions do not ascend in time');
  return {
    sessions: { start, item: read.made('item', Int32Array, entries, (value) => value >= 0 && value < items), end },
    settings: Object.fromEntries(names.map((name) => [name, read.setting<number>(name, isNumber)])),
  };
}
