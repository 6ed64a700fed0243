import type { Store, Tx } from '../../store/index.js';
import { within } from '../log/within.js';

/** A server that is gone is not waited for: what is known without it is better than nothing. */
const LOST_MS = 50;
/** One that takes the question and never answers is given up. */
const LIMIT_MS = 2000;

/** Reads, and fails soon where the store is away: for those who have something to say without it, or ask again. */
export const readSoon = <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> =>
  within(LIMIT_MS, store.read(work, { lostMs: LOST_MS }));
