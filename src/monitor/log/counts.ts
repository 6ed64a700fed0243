import type { WriterCounts } from './messages.js';
import type { Refusal } from './prediction.js';

/** How many of the refused rows are remembered by name. */
export const REMEMBERED = 20;

/** A count of refused rows, and the newest of them. */
export interface Refused {
  readonly refused: number;
  readonly refusals: readonly Refusal[];
}

export const NO_COUNTS: WriterCounts = { committed: 0, spooled: 0, dropped: 0, refused: 0, refusals: [], away: null };

/** Both, in this order. */
export function withRefused(a: Refused, b: Refused): Refused {
  return { refused: a.refused + b.refused, refusals: [...a.refusals, ...b.refusals].slice(-REMEMBERED) };
}

/** Newly refused rows as counts. */
export const refusedOf = (refusals: readonly Refusal[]): Refused => ({ refused: refusals.length, refusals });
