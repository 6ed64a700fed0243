import type { Steps } from '../../core/index.js';
import { shareOf, type Arm, type Arms } from './arms.js';
import { shareBounds } from './share-bounds.js';

/** Rules may be worse than the best ones by so much, with probability `RISK` by more. */
const TOLERANCE = 0.1;
const RISK = 0.1;
/** Rows that are drawn under every rule first, and under each of two rules from then on. */
const FIRST = 32;
const MORE = 64;

/**
 * The rules that hold the answer best, the best first: KL-LUCB (E. Kaufmann and S. Kalyanakrishnan, 2013), which draws under the two rules that are hardest to
 * tell apart until the ends of their bounds are close, or until no more than `kept` rows are left.
 */
export function* bestArms(arms: Arms, all: readonly Arm[], most: number, kept: number): Steps<readonly Arm[]> {
  const fresh = all.filter(({ draws }) => draws === 0);
  yield* arms.pull(fresh, FIRST);
  for (let round = 1; all.length > most && arms.left() > kept; round++) {
    const level = evidence(all.length, round);
    const ranked = ordered(all);
    const bounds = new Map(all.map((arm) => [arm, shareBounds(arm.hits, arm.draws, level)] as const));
    const weakest = ranked.slice(0, most).reduce((a, b) => (bounds.get(b)!.low < bounds.get(a)!.low ? b : a));
    const rival = ranked.slice(most).reduce((a, b) => (bounds.get(b)!.high > bounds.get(a)!.high ? b : a));
    if (bounds.get(rival)!.high - bounds.get(weakest)!.low < TOLERANCE) break;
    yield* arms.pull([weakest, rival], MORE);
  }
  return ordered(all).slice(0, most);
}

/** The likelier to hold first, of equals the broader. */
const ordered = (arms: readonly Arm[]): readonly Arm[] => arms.toSorted((a, b) => shareOf(b) - shareOf(a) || b.matching - a.matching);

/** The exploration rate of the paper's theorem 1, with its constants. */
function evidence(arms: number, round: number): number {
  const inner = Math.log((405.5 * arms * round ** 1.1) / RISK);
  return inner + Math.log(inner);
}
