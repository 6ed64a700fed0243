import type { MetricJson } from '../observe/index.js';

/** What a worker tells the process that started it. */
export type FromWorker =
  | { readonly kind: 'ready'; readonly url: string }
  /** Somebody asked this worker for the figures of all. */
  | { readonly kind: 'figures asked'; readonly ask: number }
  | { readonly kind: 'own figures'; readonly ask: string; readonly figures: readonly MetricJson[] };

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: 'drain' }
  | { readonly kind: 'figures wanted'; readonly ask: string }
  | { readonly kind: 'all figures'; readonly ask: number; readonly parts: readonly (readonly MetricJson[])[] };
