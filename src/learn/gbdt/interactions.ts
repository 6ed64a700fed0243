import { didYouMean, mwError, type ColumnHead } from '../../core/index.js';
import type { Binning } from './bin.js';

/**
 * The groups of features that may decide together, as columns of the binning: those named, and one of all features that no group names.
 * Empty when nothing is limited. Throws `MW_LEARN_PARAM_FEATURE` for a name that is no column.
 */
export function interactionGroups(
  interactions: readonly (readonly string[])[],
  heads: readonly ColumnHead[],
  binning: Binning,
): readonly Uint8Array[] {
  if (interactions.length === 0) return [];
  const names = heads.map((c) => c.name);
  for (const feature of interactions.flat()) {
    if (names.includes(feature)) continue;
    throw mwError('MW_LEARN_PARAM_FEATURE', {
      learner: 'gbdt',
      name: 'interactions',
      feature,
      hint: didYouMean(feature, names),
      known: names,
    });
  }
  const rest = names.filter((name) => !interactions.some((group) => group.includes(name)));
  return [...interactions, rest].map((group) => Uint8Array.from(binning.columns, (bins) => Number(group.includes(names[bins.column]))));
}

/** Closes the columns of `open` that are in no group with all columns on the way to a leaf; `groups` are those left of them. */
export function closeOthers(open: Uint8Array, groups: readonly Uint8Array[]): void {
  for (let j = 0; j < open.length; j++) if (!groups.some((group) => group[j] === 1)) open[j] = 0;
}
