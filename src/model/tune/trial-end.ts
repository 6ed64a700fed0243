import { given, type Json } from '../../core/index.js';
import type { TrialRow } from '../../store/index.js';
import type { Point, Trial } from '../../tune/index.js';

/** How a trial ended, as the store keeps it. */
export function endJson({ state, course, losses, violation, standardError, seconds, cost, explains, reason, found }: Trial): Json {
  return { state, course, losses, seconds, ...given({ violation, standardError, cost, explains, reason, found }) } as Json;
}

/** A trial of the store that has ended; `undefined` for one that runs. */
export const trialOf = ({ number, point, end }: TrialRow): Trial | undefined =>
  end === null ? undefined : ({ number, point: point as Point, ...(end as object) } as Trial);
