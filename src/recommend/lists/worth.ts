import { fitIsotonic, isotonicAt, type IsotonicFit } from '../../evaluate/index.js';
import { historyOf } from '../history.js';
import type { JudgeOptions } from '../judge.js';
import type { Recommender } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { takenBefore } from '../suppressed.js';
import { topItems } from '../top-items.js';

/** What standing on a list is worth. */
export interface ListWorth {
  /** The chance that a user takes an item of so much score, by {@link takeChances}; absent: not known, and scores are compared instead. */
  readonly chances?: IsotonicFit;
  /** Per item what it brings when it is taken; absent: 1 each. */
  readonly value?: Float64Array;
}

/** What rules change in what a list is expected to bring. */
export interface ListCost {
  /** Expected of the list that had been made without any rule, everything else the same and nothing left to chance. */
  readonly without: number;
  /** Expected of the list with all rules, nothing left to chance. */
  readonly with: number;
  /**
   * `value`: the sum over the items of chance × value. `takes`: the sum of chances, how many items of the list the user is expected to take. `score`: chances are not
   * known, and it is the sum of (score − least score of all) × value, of which only the ratio means something.
   */
  readonly unit: 'value' | 'takes' | 'score';
}

/** What a list is expected to bring, and in which unit. */
export function expectedOf(items: readonly number[], scores: Float64Array, least: number, { chances, value }: ListWorth): number {
  return items.reduce((sum, item) => sum + (chances ? isotonicAt(chances, scores[item]) : scores[item] - least) * (value?.[item] ?? 1), 0);
}

/** The unit of {@link expectedOf}. */
export const unitOf = ({ chances, value }: ListWorth): ListCost['unit'] => (chances ? (value ? 'value' : 'takes') : 'score');

/**
 * The chance that a user takes an item, by its score: isotonic regression over the `depth` best new items of every user who took something later, told which of
 * them were. It means: of items of this score, the share that a user took within the time that `after` spans, whether they saw them listed or not. The recommender
 * must not have learned from `after`. `suppressed` says what cannot stand on a user's list (absent: all that they took before), and `knownOf` what is known of a user when it is made (absent: all that they did before). Costs one score of all items per user.
 */
export function takeChances(
  recommender: Recommender,
  { before, after }: SplitInteractions,
  {
    depth = 100,
    suppressed = takenBefore,
    knownOf = historyOf,
  }: { readonly depth?: number } & Pick<JudgeOptions, 'suppressed' | 'knownOf'> = {},
): IsotonicFit {
  const [scores, all] = [new Float64Array(recommender.items), [] as number[]];
  const took: number[] = [];
  for (let u = 0; u < before.users.length; u++) {
    if (after.start[u] === after.start[u + 1]) continue;
    const history = knownOf(before, u);
    const [closed, later] = [new Set(Array.from(suppressed(before, u))), new Set(historyOf(after, u).items as Int32Array)];
    recommender.score(history, scores);
    for (const item of topItems(scores, depth, (one) => closed.has(one))) {
      all.push(scores[item]);
      took.push(later.has(item) ? 1 : 0);
    }
  }
  return fitIsotonic(Float64Array.from(all), Float64Array.from(took));
}
