import { LEVEL, normalQuantile, type Interval } from '../../evaluate/index.js';

/** The standard error behind a 95% interval, as if the figure were normal. */
export const standardErrorOf = ({ low, high }: Interval): number => (high - low) / (2 * normalQuantile((1 + LEVEL) / 2));
