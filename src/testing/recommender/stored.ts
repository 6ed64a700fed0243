import assert from 'node:assert/strict';
import { MillwrightError } from '../../core/index.js';
import type { Parts } from '../../learn/index.js';
import type { RecommendLearner } from '../../recommend/index.js';
import { sameBits, textOf } from '../learner/fitting.js';
import { copyOf, damagedArrays, oddArrays, oddMeta } from '../odd-parts.js';
import type { RecommenderPromise } from './case.js';
import { fit, historyOf, oddHistories, scoresOf } from './fitting.js';
import { referenceInput } from './problem.js';

/** Promises on parts: what an artifact stores. */
export const storedPromises: readonly RecommenderPromise[] = [
  {
    name: 'parts make the same recommender again',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      const parts = copyOf(recommender.toParts());
      const again = subject.learner.fromParts(parts, recommender.items);
      assert.equal(again.items, recommender.items, 'items');
      assert.equal(textOf(again.toParts()), textOf(parts));
      for (const [what, history] of Object.entries(oddHistories(recommender.items)))
        sameBits(scoresOf(again, history), scoresOf(recommender, history), `scores of ${what}`);
      const [before, after] = [recommender, again].map((one) => one.because?.(historyOf([3, 1, 5]), 2)?.effects);
      if (before && after) sameBits(after, before, 'effects');
      assert.equal(after === undefined, before === undefined, 'reasons are there before and after');
      assert.equal(again.similar === undefined, recommender.similar === undefined, 'similar items are there before and after');
    },
  },
  {
    name: 'damaged parts are refused with MW_LEARN_PARTS',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      const [parts, items] = [recommender.toParts(), recommender.items];
      for (const [what, damaged] of damagedArrays(parts)) refuses(subject.learner, damaged, items, what);
      for (const meta of [null, [], {}, 'x', 1]) refuses(subject.learner, { ...parts, meta }, items, `meta ${JSON.stringify(meta)}`);
      refuses(subject.learner, parts, items - 1, 'one item fewer');
      refuses(subject.learner, parts, items + 1, 'one item more');
    },
  },
  {
    name: 'parts with odd but possible values are refused, or give finite scores',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      const parts = recommender.toParts();
      for (const [what, odd] of [...oddArrays(parts), ...oddMeta(parts)]) refusesOrScores(subject.learner, odd, recommender.items, what);
    },
  },
];

const isRefusal = (fault: unknown): boolean => fault instanceof MillwrightError && fault.code === 'MW_LEARN_PARTS';

function refuses(learner: RecommendLearner, parts: Parts, items: number, what: string): void {
  assert.throws(() => learner.fromParts(parts, items), isRefusal, `${what}: not refused with MW_LEARN_PARTS`);
}

/** Numbers near the greatest double may add up to more than there is: what counts is that nothing else goes wrong. */
function refusesOrScores(learner: RecommendLearner, parts: Parts, items: number, what: string): void {
  try {
    const recommender = learner.fromParts(parts, items);
    const out = new Float64Array(items);
    recommender.score(historyOf([]), out);
    recommender.score(historyOf([3, 1, 5]), out);
    recommender.because?.(historyOf([3, 1]), 2);
    recommender.similar?.(1, out);
  } catch (fault) {
    assert.ok(isRefusal(fault), `${what}: ${String(fault)}`);
  }
}
