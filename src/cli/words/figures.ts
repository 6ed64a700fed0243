import { figure } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';

/** `0.846 (0.829 … 0.862)` */
export const interval = ({ value, low, high }: Interval): string => `${figure(value)} (${figure(low)} … ${figure(high)})`;
