import type { ModelContent } from '../../model/index.js';

/** An outcome as a learner's target; `NaN` for what is none. */
export function truthReader({ task, labels }: Pick<ModelContent, 'task' | 'labels'>): (value: string | number) => number {
  if (task === 'regression') return (value) => (typeof value === 'number' ? value : NaN);
  const places = new Map(labels.map((label, k) => [label, k]));
  return (value) => places.get(String(value)) ?? NaN;
}
