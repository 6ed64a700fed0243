import { percent } from '../../core/index.js';
import type { RecommendRecord } from './content.js';

/** How many users find something on their lists, in one sentence: what a training says first, and the report. */
export function foundWords({ metrics, baseline }: Pick<RecommendRecord, 'metrics' | 'baseline'>): string {
  const own = metrics['hit_rate@10'];
  if (!own) return 'No user did anything new in the events that were held out.';
  const base = baseline['hit_rate@10'] ?? 0;
  return `${percent(own.value)} of users find something that they took next among 10 items; among what most users take, ${percent(base)} would.`;
}
