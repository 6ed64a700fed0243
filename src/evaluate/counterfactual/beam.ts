import type { Steps } from '../../core/index.js';
import type { Changeable } from './changeable.js';
import { setOf, type Candidate, type Prober } from './prober.js';

/** Candidates that are carried on to one more change. */
const WIDTH = 24;
/** Of them with the same columns. */
const PER_SET = 4;
/** Share of the rows that may be asked about which stays for {@link refine}. */
const KEPT = 0.3;

/** What is free counts as nearly free, so that gains can be compared. */
const LEAST_COST = 1e-9;

/**
 * Looks for candidates with one change, then with two, up to `mostChanges`: from each level the nearest to the aim and those that came nearest for
 * their cost are carried on. What costs more than the `most` cheapest answers together with other columns is not looked at.
 */
export function* beam(prober: Prober, columns: readonly Changeable[], mostChanges: number, most: number): Steps<void> {
  const options = columns.reduce((sum, { coarse }) => sum + coarse.length, 0);
  const kept = KEPT * prober.left();
  const [start] = yield* prober.look([columns.map(() => -1)]);
  if (start === undefined || start.shortfall <= 0 || options === 0) return;
  let states: readonly Candidate[] = [start];
  for (let size = 1; size <= mostChanges && states.length > 0; size++) {
    const allowed = (prober.left() - kept) / (mostChanges - size + 1);
    const width = Math.max(1, Math.floor(allowed / options));
    const bound = prober.reached()[most - 1]?.cost ?? Infinity;
    const looked = yield* prober.look(states.slice(0, width).flatMap((state) => extended(state, columns, bound)));
    states = carriedOn(looked, start, prober.reached()[most - 1]?.cost ?? Infinity);
  }
}

/** The candidate with one more column changed, to each of its coarse values. */
const extended = ({ picks, cost }: Candidate, columns: readonly Changeable[], bound: number): number[][] =>
  columns.flatMap(({ coarse, costs }, j) =>
    picks[j] >= 0 ? [] : coarse.filter((place) => cost + costs[place] < bound).map((place) => picks.with(j, place)),
  );

function carriedOn(looked: readonly Candidate[], start: Candidate, bound: number): readonly Candidate[] {
  const open = looked.filter(({ shortfall, holds, cost }) => (shortfall > 0 || !holds) && cost < bound);
  const gain = ({ shortfall, cost }: Candidate): number => (start.shortfall - Math.max(0, shortfall)) / Math.max(cost, LEAST_COST);
  const near = open.toSorted((a, b) => a.shortfall - b.shortfall || a.cost - b.cost);
  const thrifty = open.toSorted((a, b) => gain(b) - gain(a) || a.cost - b.cost);
  const chosen = new Set<Candidate>();
  const ofSet = new Map<string, number>();
  for (let i = 0; i < open.length && chosen.size < WIDTH; i++) {
    for (const one of [near[i], thrifty[i]]) {
      const set = setOf(one.picks);
      const count = ofSet.get(set) ?? 0;
      if (chosen.has(one) || count >= PER_SET) continue;
      chosen.add(one);
      ofSet.set(set, count + 1);
    }
  }
  return [...chosen];
}
