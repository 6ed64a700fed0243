import { mwError } from '../../core/index.js';

/** Makes room for a fit; raises `MW_RECOMMEND_MEMORY` where there is none. */
export function withinMemory<T>(learner: string, sizes: Readonly<Record<'users' | 'items' | 'factors', number>>, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof RangeError) throw mwError('MW_RECOMMEND_MEMORY', { learner, ...sizes });
    throw error;
  }
}
