import type { Steps } from '../../core/index.js';
import { historyOf } from '../history.js';
import type { JudgeOptions } from '../judge.js';
import { candidatesOf } from '../members/index.js';
import { rangeOf } from '../range.js';
import type { Recommender } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { takenBefore } from '../suppressed.js';

/** A user of the time after a cut: what could be shown, and what was taken. */
export interface BlendCase {
  /** Per member and candidate its share of the way from the least to the best of all items. */
  readonly shares: readonly Float64Array[];
  /** Per candidate 1 where it was taken. */
  readonly taken: Uint8Array;
  /** How many items were taken that could be shown, 1 at least. */
  readonly sought: number;
}

/** How cases are made: as lists are that are judged, of `most` users at most (default: all), evenly spread. */
export interface BlendCaseOptions extends Pick<JudgeOptions, 'suppressed' | 'knownOf'> {
  readonly most?: number;
}

/** Items beyond so many times the length of a list are in no list of a blend. */
const DEPTH = 5;

/**
 * What members that learned from before the cut say of users who took something new after it. Candidates are the best of every member, for lists of `k`.
 */
export function* blendCases(
  members: readonly Recommender[],
  { before, after }: SplitInteractions,
  k: number,
  { suppressed = takenBefore, knownOf = historyOf, most = Infinity }: BlendCaseOptions = {},
): Steps<readonly BlendCase[]> {
  const able = Int32Array.from(before.users.keys()).filter((u) => after.start[u + 1] > after.start[u]);
  const step = Math.max(1, Math.ceil(able.length / most));
  const scores = members.map(({ items }) => new Float64Array(items));
  const cases: BlendCase[] = [];
  for (let at = 0; at < able.length; at += step) {
    yield;
    const out = new Set(Array.from(suppressed(before, able[at])));
    const later = new Set(Array.from(historyOf(after, able[at]).items).filter((item) => !out.has(item)));
    if (later.size === 0) continue;
    const candidates = candidatesOf(members, knownOf(before, able[at]), DEPTH * k, (item) => out.has(item), scores);
    cases.push({
      shares: scores.map((one) => {
        const [least, range] = rangeOf(one);
        return Float64Array.from(candidates, (item) => (range > 0 ? (one[item] - least) / range : 0));
      }),
      taken: Uint8Array.from(candidates, (item) => (later.has(item) ? 1 : 0)),
      sought: later.size,
    });
  }
  return cases;
}
