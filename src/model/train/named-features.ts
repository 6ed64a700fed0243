import type { Node } from '../../expr/index.js';
import { encodingOfCategory, type CategoryEncoding } from '../../features/index.js';
import type { Params } from '../../learn/index.js';

/** Names in the parameters of a learner, of features or of columns that features become. */
export interface NamedColumns {
  /** With a direction: numbers, for a category has no order. */
  readonly directed: readonly string[];
  /** Of groups that may decide together. */
  readonly grouped: readonly string[];
}

/** The columns that some parameters name. */
export const namedIn = (all: readonly Params[]): NamedColumns => ({
  directed: all.flatMap(({ monotone }) => Object.keys((monotone ?? {}) as object)),
  grouped: all.flatMap(({ interactions }) => (Array.isArray(interactions) ? interactions.flat() : []) as readonly string[]),
});

/**
 * Categories whose way to be read is part of what parameters of a learner say of them: read in another way, their columns have other names or mean something
 * else. Those that have the names as they are defined; numbers keep name and order however they are read.
 */
export function namedCategories(features: Readonly<Record<string, Node>>, { directed, grouped }: NamedColumns): readonly string[] {
  const isNamed = (feature: string, encoding: CategoryEncoding): boolean => {
    if (encoding === 'oneHot') return [...directed, ...grouped].some((name) => name.startsWith(`${feature}=`));
    return grouped.includes(feature) || (encoding !== 'category' && directed.includes(feature));
  };
  return Object.entries(features).flatMap(([feature, node]) => {
    const encoding = encodingOfCategory(node);
    return encoding !== undefined && isNamed(feature, encoding) ? [feature] : [];
  });
}
