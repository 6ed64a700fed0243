import { figure, percent } from '../../core/index.js';
import type { FeatureSettings } from '../../features/index.js';
import { isOfFeatures } from './feature-space.js';
import type { Tuning } from './tuning.js';

/** How features are made in words: `categories by targetMean (smoothing 12), numbers by rank (100 places), 60% of the features`; `as defined` for no settings. */
export function featureWords({ categories, mostLevels, smoothing, numbers, ranks, keep }: FeatureSettings): string {
  const detail = [
    ...(mostLevels === undefined ? [] : [`the ${figure(mostLevels)} most frequent levels`]),
    ...(smoothing === undefined ? [] : [`smoothing ${figure(smoothing)}`]),
  ].join(', ');
  const own = [
    ...(categories !== undefined || detail !== ''
      ? [`categories ${categories === undefined ? 'as defined' : `by ${categories}`}${detail === '' ? '' : ` (${detail})`}`]
      : []),
    ...(numbers === undefined ? [] : [`numbers by rank${ranks === undefined ? '' : ` (${figure(ranks)} places)`}`]),
    ...(keep === undefined ? [] : [`${percent(keep)} of the features kept`]),
  ];
  return own.length === 0 ? 'as defined' : own.join(', ');
}

/** What was searched of the features, and what was taken; none where they are as defined without a search. */
export function featureNotes({ heldFeatures, space }: Tuning, chosen: FeatureSettings | undefined): readonly string[] {
  if (!heldFeatures) return [];
  const varied = Object.keys(space).filter(isOfFeatures);
  const words = featureWords(chosen ?? {});
  return [varied.length === 0 ? `Features: ${words}.` : `Features: ${words}; the search chose among ${varied.join(', ')}.`];
}
