import type { Json } from '../../core/index.js';
import type { Dimension } from '../../tune/index.js';

/** Whether whoever chose a range left one value. */
export const isSingle = (dimension: Dimension): boolean =>
  dimension.type === 'choice' ? dimension.choices.length === 1 : dimension.low === dimension.high;

/** That value. */
export const onlyValue = (dimension: Dimension): Json => (dimension.type === 'choice' ? dimension.choices[0] : dimension.low);

/** The value of a dimension that is nearest to another; the first choice where none is like it. */
export function nearestIn(dimension: Dimension, value: Json): Json {
  if (dimension.type !== 'choice') return Math.min(dimension.high, Math.max(dimension.low, value as number));
  const same = dimension.choices.find((choice) => JSON.stringify(choice) === JSON.stringify(value));
  if (same !== undefined) return same;
  const far = (choice: Json): number => (typeof choice === 'number' && typeof value === 'number' ? Math.abs(choice - value) : 0);
  return dimension.choices.reduce((best, choice) => (far(choice) < far(best) ? choice : best));
}
