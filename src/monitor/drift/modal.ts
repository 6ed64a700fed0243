import { shareContrast, type ShareContrast } from './contrast.js';
import type { Placed } from './placed.js';

/** Of a column that nearly always has one value: whether the share of all other values changed. */
export function modalContrast({ points, at, size }: Placed): ShareContrast {
  let modal = 0;
  for (let k = 1; k < at.length; k++) if (points.counts[k] + at[k] > points.counts[modal] + at[modal]) modal = k;
  return shareContrast(size - at[modal], size, points.size - points.counts[modal], points.size);
}
