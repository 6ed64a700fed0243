import type { Retrained } from '../../monitor/index.js';
import { promotedText } from './promoted.js';

/** What `retrain` says: why, what was trained, and whether it replaced the champion. */
export function retrainedText({
  model,
  version,
  headline,
  triggered,
  promote,
}: Pick<Retrained, 'model' | 'version' | 'headline' | 'triggered' | 'promote'>): string {
  return [...(triggered ?? []).map(({ text }) => `Due: ${text}`), `${model}@${version}: ${headline}`, promotedText(promote)].join('\n');
}
