import { didYouMean, mwError } from '../../core/index.js';

/** What rows are called that belong to no segment. */
export const NO_SEGMENT = 'none of them';

/** Names for segments instead of those that are found. */
export interface SegmentOptions {
  /**
   * Your own name by the one that was found: `{ 'low income, plan basic': 'students' }`. A name that is not found in a training is told and changes
   * nothing.
   */
  readonly names?: Readonly<Record<string, string>>;
}

/** Labels of segments, and what is to be told of names that do not fit. */
export interface Labels {
  readonly labels: readonly string[];
  readonly notes: readonly string[];
}

/** The found names with the definition's own in their place. Throws `MW_MODEL_SEGMENT_NAMES` when two segments would be called the same. */
export function renamed(found: readonly string[], { names = {} }: SegmentOptions = {}): Labels {
  const labels = found.map((name) => (Object.hasOwn(names, name) ? names[name] : name));
  const twice = labels.find((label, k) => labels.indexOf(label) !== k);
  if (twice !== undefined)
    throw mwError(
      'MW_MODEL_SEGMENT_NAMES',
      { name: twice, found: found.filter((_, k) => labels[k] === twice) },
      { where: 'segments.names' },
    );
  const notes = Object.keys(names)
    .filter((name) => !found.includes(name))
    .map((name) => `segments.names calls "${name}" "${names[name]}", and no segment is found under that name.${didYouMean(name, found)}`);
  return { labels, notes };
}
