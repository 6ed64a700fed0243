import { mwError } from '../../core/index.js';
import type { Interactions } from '../interactions.js';

/** Stretches of events of one user with no long pause between them. */
export interface Sessions {
  /** Sessions + 1: where each session's events begin, among the events in their order. */
  readonly start: Int32Array;
  /** Per session the place of its user. */
  readonly user: Int32Array;
  /** Per event the number of its session, from 0 over all users. */
  readonly of: Int32Array;
}

/** The pause that ends a session unless something else is said: 30 minutes, as web analytics has it. */
export const SESSION_GAP_MS = 1_800_000;

/** Cuts every user's events wherever more than `gapMs` passed between two of them. O(events). */
export function sessionsOf({ users, start, time }: Interactions, gapMs: number = SESSION_GAP_MS): Sessions {
  if (!(gapMs > 0)) throw mwError('MW_RECOMMEND_BEHAVIOUR', { name: 'pause between sessions', got: String(gapMs), due: 'above 0' });
  const [first, owner] = [new Int32Array(time.length + 1), new Int32Array(time.length)];
  const of = new Int32Array(time.length);
  let sessions = 0;
  for (let u = 0; u < users.length; u++)
    for (let e = start[u]; e < start[u + 1]; e++) {
      if (e === start[u] || time[e] - time[e - 1] > gapMs) {
        owner[sessions] = u;
        first[sessions++] = e;
      }
      of[e] = sessions - 1;
    }
  first[sessions] = time.length;
  return { start: first.slice(0, sessions + 1), user: owner.slice(0, sessions), of };
}
