import { forecastsOf } from '../scored.js';
import type { Metric } from './metric.js';

/** Bins of equal width that the calibration error is measured in. */
export const ECE_BINS = 10;

/** Expected calibration error in 10 bins of equal width (Naeini, Cooper & Hauskrecht, 2015); never below 0, so noise raises it. */
export const ece: Metric = {
  name: 'ece',
  tasks: ['binary', 'multiclass'],
  better: 'lower',
  range: [0, 1],
  needs: 'probability',
  doc: 'How far probabilities are from what then happens, on average over 10 bins: 0 is honest.',
  formula:
    'Σ over bins |Σ w p − Σ w y| / Σ w; binary p = P(positive) and y its truth, multiclass p of the called class and y whether it is right',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(1, 0, 1, 1), scores: Float64Array.of(0.61, 0.65, 0.91, 0.12) },
    value: (Math.abs(1.26 - 1) + 0.09 + 0.88) / 4,
  },
  prepare: (sample) => {
    const { forecast, came } = forecastsOf(sample);
    const bin = Uint8Array.from(forecast, (x) => Math.min(ECE_BINS - 1, Math.floor(x * ECE_BINS)));
    const gaps = new Float64Array(ECE_BINS);
    return (weights) => {
      gaps.fill(0);
      let total = 0;
      for (let i = 0; i < bin.length; i++) {
        gaps[bin[i]] += weights[i] * (forecast[i] - came[i]);
        total += weights[i];
      }
      return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
    };
  },
};
