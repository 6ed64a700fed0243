import { didYouMean, mwError, type ColumnHead } from '../../core/index.js';
import type { Monotone } from './params.js';

/**
 * Monotone directions per column of the matrix: 1, -1 or 0. Throws `MW_LEARN_PARAM_FEATURE` for a name that is no column, and
 * `MW_LEARN_PARAM_VALUE` for a category, which has no order.
 */
export function directionsOf(monotone: Readonly<Record<string, Monotone>>, heads: readonly ColumnHead[]): Int8Array {
  const names = heads.map((c) => c.name);
  const directions = new Int8Array(heads.length);
  for (const [name, direction] of Object.entries(monotone)) {
    const at = names.indexOf(name);
    if (at < 0) {
      throw mwError('MW_LEARN_PARAM_FEATURE', {
        learner: 'gbdt',
        name: 'monotone',
        feature: name,
        hint: didYouMean(name, names),
        known: names,
      });
    }
    if (heads[at].kind === 'category') {
      throw mwError('MW_LEARN_PARAM_VALUE', {
        learner: 'gbdt',
        name: 'monotone',
        due: 'about number and yes/no features',
        got: `the category "${name}"`,
      });
    }
    directions[at] = direction === 'increasing' ? 1 : -1;
  }
  return directions;
}
