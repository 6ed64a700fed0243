import type { Json } from '../../core/index.js';
import type { TrialRow } from '../../store/index.js';
import type { Point, Trial } from '../../tune/index.js';

/** How a trial ended, as the store keeps it. */
export const endJson = ({ number: _, point: __, ...end }: Trial): Json => end as unknown as Json;

/** A trial of the store that has ended; `undefined` for one that runs. */
export const trialOf = ({ number, point, end }: TrialRow): Trial | undefined =>
  end === null ? undefined : ({ number, point: point as Point, ...(end as object) } as Trial);
