import type { TargetlessTask } from '../../../core/index.js';
import type { Finder } from './finder.js';
import { outlierFinder } from './outlier-finder.js';
import { segmentFinder } from './segment-finder.js';
import { upliftFinder } from './uplift-finder.js';

/** The finder of every task without a target. */
export const finders: { readonly [T in TargetlessTask]: Finder<T> } = {
  segment: segmentFinder,
  outlier: outlierFinder,
  uplift: upliftFinder,
};
