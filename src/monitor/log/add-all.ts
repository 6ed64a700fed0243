import { rowFault } from '../../store/index.js';
import { SEPARATOR } from './messages.js';

/** A record that the database cannot hold: its place in the batch, and why. */
export interface RefusedRecord {
  readonly index: number;
  readonly record: string;
  readonly reason: string;
}

/**
 * Adds a batch of records (joined by {@link SEPARATOR}). Where one of them is at fault, the halves are tried apart, down to the single record, so that
 * only those at fault are left out: k of n cost about 2 k log2(n) changes. Any other failure is raised.
 */
export async function addAll(add: (records: string) => Promise<unknown>, text: string, first = 0): Promise<readonly RefusedRecord[]> {
  try {
    await add(text);
    return [];
  } catch (error) {
    const reason = rowFault(error);
    if (reason === undefined) throw error;
    const records = text.split(SEPARATOR);
    if (records.length === 1) return [{ index: first, record: text, reason }];
    const half = records.length >> 1;
    const before = await addAll(add, records.slice(0, half).join(SEPARATOR), first);
    return [...before, ...(await addAll(add, records.slice(half).join(SEPARATOR), first + half))];
  }
}
