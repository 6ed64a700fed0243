import type { Cost } from '../learn/index.js';

/** What one feature takes of the time for a row, microseconds: reading and working out its value. A number as it is takes a fifth of it, a category about as much, one of many a few times as much. */
const FEATURE_US = 0.03;

/** The cost of a model of so many features around a predictor. */
export const withFeatures = ({ bytes, microseconds }: Cost, features: number): Cost => ({
  bytes,
  microseconds: microseconds + FEATURE_US * features,
});
