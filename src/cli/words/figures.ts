import { figure } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { Treatment } from '../../model/index.js';

/** `0.846 (0.829 … 0.862)` */
export const interval = ({ value, low, high }: Interval): string => `${figure(value)} (${figure(low)} … ${figure(high)})`;

/** How the groups of every protected column are treated, a sentence each; groups by two columns are left to the report. */
export const fairnessLines = (fairness: readonly Treatment[] = []): readonly string[] => {
  const single = fairness.filter(({ columns }) => columns.length === 1);
  return single.length === 0 ? [] : ['', ...single.map(({ sentence }) => sentence)];
};
