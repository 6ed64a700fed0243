import { inParts, type Random, type Steps } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { streamOf, type Drawer } from './drawer.js';

/** A rule on trial, and what is known of it so far. */
export interface Arm {
  /** Places of its terms, ascending. */
  readonly terms: readonly number[];
  /** Reference rows that keep to it. */
  readonly matching: number;
  /** Rows drawn under it, and those of them with the same answer. */
  draws: number;
  hits: number;
  readonly stream: Random;
}

/** Rules on trial, the model asked about rows of many of them at once. */
export interface Arms {
  readonly of: (terms: readonly number[]) => Arm;
  /** Draws so many more rows under each of some rules, or fewer where no more may be asked about. */
  readonly pull: (arms: readonly Arm[], count: number) => Steps<void>;
  /** Rows that may still be asked about. */
  readonly left: () => number;
  /** Rows that were asked about. */
  readonly asked: () => number;
}

/** Rules on trial, within a number of rows that the model is asked about. */
export function armsOf(
  drawer: Drawer,
  isSame: (rows: readonly RowValues[]) => ArrayLike<boolean>,
  evaluations: number,
  seed: number,
): Arms {
  const known = new Map<string, Arm>();
  let [asked, isSpent] = [0, false];
  return {
    of: (places) => {
      const key = places.join();
      const arm = known.get(key) ?? {
        terms: places,
        matching: drawer.matching(places),
        draws: 0,
        hits: 0,
        stream: streamOf(seed, 'search', places),
      };
      known.set(key, arm);
      return arm;
    },
    *pull(arms, count) {
      const each = Math.min(count, Math.floor((evaluations - asked) / Math.max(1, arms.length)));
      isSpent ||= each < count;
      const rows = arms.flatMap((arm) => drawer.draw(arm.terms, each, arm.stream));
      const same = yield* inParts(rows, isSame);
      arms.forEach((arm, i) => {
        for (let k = 0; k < each; k++) arm.hits += Number(same[i * each + k]);
        arm.draws += each;
      });
      asked += each * arms.length;
    },
    left: () => (isSpent ? 0 : evaluations - asked),
    asked: () => asked,
  };
}

/** The share of a rule's rows with the same answer, as far as it is known. */
export const shareOf = ({ hits, draws }: Arm): number => (draws === 0 ? 0 : hits / draws);
