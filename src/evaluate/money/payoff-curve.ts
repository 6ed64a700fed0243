import { rankAscending } from '../metrics/ranked.js';
import { thinned } from '../curves/thin.js';
import { ABOVE_ALL } from './threshold.js';

/** What acting at a threshold earns. */
export interface PayoffPoint {
  readonly threshold: number;
  /** Share of the rows acted on. */
  readonly acted: number;
  readonly perRow: number;
}

/** Value per row against the threshold, from acting on nobody to acting on all: at most `most` points, both ends exact. */
export function payoffCurve(worth: Float64Array, probability: Float64Array, weights?: Float64Array, most = 200): PayoffPoint[] {
  const { order, starts } = rankAscending(probability);
  const points = [{ threshold: ABOVE_ALL, acted: 0, sum: 0 }];
  let [acted, sum] = [0, 0];
  for (let g = starts.length - 2; g >= 0; g--) {
    for (let i = starts[g]; i < starts[g + 1]; i++) {
      const w = weights ? weights[order[i]] : 1;
      acted += w;
      sum += w * worth[order[i]];
    }
    points.push({ threshold: probability[order[starts[g]]], acted, sum });
  }
  return thinned(points, (point) => point.acted, most).map((p) => ({
    threshold: p.threshold,
    acted: p.acted / acted,
    perRow: p.sum / acted,
  }));
}
