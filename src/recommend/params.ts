import type { Param } from '../learn/index.js';

/** A parameter of every recommender that goes by a history. */
export const recency = {
  type: 'number',
  low: 0,
  high: 100_000,
  scale: 'log',
  default: 0,
  doc: 'Newer events after which an event of a history counts half; 0: all count alike. Without it a training finds it.',
} as const satisfies Param;
