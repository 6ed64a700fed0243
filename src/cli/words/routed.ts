import { plainNumber } from '../../core/index.js';
import type { Routed } from '../../serve/index.js';

/** What `route` says: which versions answer which share of the rows. */
export function routedText({ model, routing: { canary, ab, shadow = [] }, aliases }: Routed): string {
  const named = (to: number | string): string => (typeof to === 'number' ? `${model}@${to}` : `${model}@${to} (version ${aliases[to]})`);
  const lines = [
    ...(ab?.arms ?? []).map(({ to, percent }) => `${plainNumber(percent)}% of the ids always meet ${named(to)} (A/B "${ab!.salt}").`),
    ...(canary ? [`${plainNumber(canary.percent)}% of the${ab ? ' other' : ''} rows are answered by ${named(canary.to)}, on trial.`] : []),
    ...shadow.map((to) => `${named(to)} answers every row too: logged, never returned.`),
  ];
  const divided = canary !== undefined || ab !== undefined;
  return [...lines, divided ? 'The champion answers the rest.' : `The champion answers every request for ${model}.`].join('\n');
}
