import type { Look } from './contrast.js';
import type { Moments } from './moments.js';

/** Rows that every arm has before a trial that is looked at all the time says anything. */
const LEAST = 100;
/** Rows per squared skewness: below, the variance is that of the rows without the rare large ones, and the normal approximation is far off. */
const PER_SQUARED_SKEW = 5;

/**
 * Rows that an arm needs before its mean is taken for normal. Always-valid intervals are asymptotic: they hold from a start on that is late enough for the
 * outcome's skewness, 100 rows and 5 × skewness² (the form of the rule by Kohavi, Deng, Longbotham & Xu, KDD 2014; at 2% yes, 240 rows). A single look
 * at the end only needs two rows.
 */
export const leastRows = ({ skew }: Moments, look: Look): number =>
  look === 'once' ? 2 : Math.max(LEAST, Math.ceil(PER_SQUARED_SKEW * skew * skew));

/** Whether an arm has too few rows, or no row differs from another yet. */
export const isEarly = (arms: readonly Moments[], look: Look): boolean =>
  arms.some((moments) => moments.rows < leastRows(moments, look)) || (look === 'always' && arms.every(({ variance }) => variance === 0));
