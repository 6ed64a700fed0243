import type { LearnerChoice } from '../choice.js';
import type { FindLearner } from '../ensemble/params.js';
import { resolveParams } from '../params.js';

/** Chances between this and the rest to 1 leave both arms enough of every region, as a rule of thumb (Crump, Hotz, Imbens & Mitnik, Biometrika 96, 2009). */
const ENOUGH = 0.1;

/** The most that a least weight may be set to. */
const MOST = 1_000_000;

/**
 * How many rows hold as many of the rarer arm as one row of even arms does: 50 where one row in a hundred is treated; 1 where one in ten or more is.
 * `information` is the mean of (t − e)²: s(1 − s) for a share s of the rarer arm.
 */
export function rowsPerEvenRow(information: number): number {
  const rarer = (1 - Math.sqrt(Math.max(0, 1 - 4 * information))) / 2;
  return rarer < ENOUGH ? 1 / (2 * rarer) : 1;
}

/**
 * A learner of effects whose leaves hold enough of a rare arm. Where one row in a hundred is treated, a leaf with untreated rows alone has pseudo-outcomes of a hundred
 * times what the outcome varies, and next to no weight: counted as rows it may stand, weighed it may not. So `minRowsPerLeaf` is asked of the weight there, and of so
 * many rows as it takes to have the rarer arm's: by `minHessian` where the learner has it, else by itself. A learner without leaves stays as it is.
 */
export function steadied(choice: LearnerChoice<never>, information: number, find: FindLearner): LearnerChoice<never> {
  const { params: table } = find('regression', choice.learner);
  const factor = rowsPerEvenRow(information);
  if (factor === 1 || !table['minRowsPerLeaf']) return choice;
  const { minRowsPerLeaf, minHessian } = resolveParams(choice.learner, table, choice.params) as Readonly<Record<string, number>>;
  const due = Math.min(MOST, Math.ceil(factor * Math.max(1, minRowsPerLeaf)));
  const room = minHessian === undefined ? { minRowsPerLeaf: due } : { minHessian: Math.max(minHessian, due) };
  return { learner: choice.learner, params: { ...choice.params, ...room } };
}
