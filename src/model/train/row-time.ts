import { durationWords, type Clock, type Json } from '../../core/index.js';
import { rowEncoder } from '../../features/index.js';
import type { Predictor } from '../../learn/index.js';
import type { ModelContent } from '../content.js';
import { rowPredictor } from '../use/open-model.js';

/** How long rows are answered to learn what one takes, milliseconds; half as long before, to warm up. */
const LONG_MS = 50;

/** What a row takes on this machine now, from its cells to its margins, milliseconds: the mean of as many as fit into 50 ms. */
export function rowMs(content: ModelContent, predictor: Predictor, rows: readonly Json[], clock: Clock): number {
  const byRow = rowPredictor(content, predictor, rowEncoder(content.features));
  const run = (ms: number): number => {
    const began = clock();
    let count = 0;
    do {
      for (const row of rows) byRow(row as Readonly<Record<string, unknown>>);
      count += rows.length;
    } while (clock() - began < ms);
    return (clock() - began) / count;
  };
  run(LONG_MS / 2);
  return run(LONG_MS);
}

/** What is to be said when a model that keeps to a limit of latency as it is reckoned takes longer here. */
export const slowNote = (ms: number, mostMs: number): string =>
  `A row took ${durationWords(ms)} when it was measured here, above the limit of ${durationWords(mostMs)} that the model keeps to as it is reckoned: this machine is slower, or busy.`;
