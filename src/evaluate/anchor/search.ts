import { inParts, type Steps } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import type { GridValue } from '../explain/index.js';
import { wilson, type Interval } from '../interval.js';
import { narrowed, type Condition } from '../surrogate/index.js';
import { armsOf, shareOf, type Arm, type Arms } from './arms.js';
import { bestArms } from './best-arms.js';
import { drawerOf, streamOf } from './drawer.js';
import { shareBounds } from './share-bounds.js';
import { termsOf, type AnchorColumn, type AnchorTerm } from './terms.js';

/** Around which row, among which others, and how far a search for an anchor goes. */
export interface AnchorSearch {
  readonly row: RowValues;
  /** Columns that the rule may speak of. */
  readonly columns: readonly AnchorColumn[];
  /** Rows that say what others are like, at least one; what they lack stays as the row has it. */
  readonly reference: readonly RowValues[];
  /** Whether each of some rows is answered as the row is. Told many rows at once. */
  readonly isSame: (rows: readonly RowValues[]) => ArrayLike<boolean>;
  /** The least share of the rows under the rule that is answered so. */
  readonly precision: number;
  /** Ends of ranges and levels that the rule may ask for. */
  readonly mostConditions: number;
  /** Most rows that the model is asked about. */
  readonly evaluations: number;
  readonly seed: number;
}

/** A rule that holds an answer, as far as it does. */
export interface FoundAnchor {
  /** One for each column, in their order; none where nearly every row is answered so. */
  readonly conditions: readonly Condition[];
  /** Of rows drawn under the rule that had no part in finding it: the share with the same answer, with a 95% interval. */
  readonly precision: Interval;
  /** The share of the reference rows that the rule is about, with a 95% interval. */
  readonly coverage: Interval;
  /** Whether the search proved the precision and the fresh rows do not speak against it. */
  readonly reached: boolean;
  /** Rows that the model was asked about. */
  readonly evaluated: number;
}

/** Rules that are carried on to one more condition. */
const WIDTH = 4;
/** Rules of one length that are put to the proof, the broadest first, and the most rows that one may cost. */
const PROVED = 8;
const PROOF_ROWS = 2500;
const AT_ONCE = 128;
/** The evidence that counts as a proof: what leaves a worse rule this chance to look so, over all that are put to the proof. */
const RISK = 0.05;
/** Share of the rows that may be asked about which judges what was found, within bounds. */
const JUDGES = { share: 0.2, most: 2000 };

/**
 * An anchor (M. T. Ribeiro, S. Singh and C. Guestrin, 2018): a short rule about a row under which the answer stays the same whatever the other columns
 * are. A beam of rules grows by one condition at a time, the best told apart by KL-LUCB; of the shortest rules whose precision is proven the broadest is taken, and
 * judged on rows of its own. Where none is proven within the rows that may be asked about, the best that was found. Deterministic; in steps, for a row takes a moment.
 */
export function* searchAnchor(input: AnchorSearch): Steps<FoundAnchor> {
  const { row, columns, reference, isSame, evaluations, seed } = input;
  const terms = termsOf(row, columns, (column) => reference.map((one) => one[column] as GridValue));
  const drawer = drawerOf(row, reference, terms);
  yield;
  const judges = Math.max(1, Math.min(JUDGES.most, Math.floor(JUDGES.share * evaluations)));
  const arms = armsOf(drawer, isSame, evaluations - judges, seed);
  const { arm, isProven } = yield* grow(arms, terms, input);
  const fresh = yield* inParts(drawer.draw(arm.terms, judges, streamOf(seed, 'judge', arm.terms)), isSame);
  const precision = wilson(fresh.filter(Boolean).length, judges);
  return {
    conditions: arm.terms.reduce<readonly Condition[]>((path, place) => narrowed(path, terms[place].condition), []),
    precision,
    coverage: wilson(arm.matching, reference.length),
    reached: isProven && precision.high >= input.precision,
    evaluated: arms.asked() + judges,
  };
}

type Grown = { readonly arm: Arm; readonly isProven: boolean };

/** The shortest rules first; the first that is proven, else the best of the last. */
function* grow(arms: Arms, terms: readonly AnchorTerm[], { precision, mostConditions }: AnchorSearch): Steps<Grown> {
  const level = Math.log((1 + mostConditions * PROVED) / RISK);
  const prove = function* (arm: Arm): Steps<boolean> {
    for (const from = arm.draws; ; yield* arms.pull([arm], AT_ONCE)) {
      const { low, high } = shareBounds(arm.hits, arm.draws, level);
      if (low >= precision) return true;
      if (high < precision || arm.draws - from > PROOF_ROWS || arms.left() === 0) return false;
    }
  };
  const none = arms.of([]);
  if (yield* prove(none)) return { arm: none, isProven: true };
  let [beam, best]: [readonly Arm[], Arm] = [[none], none];
  for (let size = 1; size <= mostConditions && beam.length > 0 && arms.left() > 0; size++) {
    const all = yield* extended(arms, terms, beam);
    const kept = Math.floor((arms.left() * (mostConditions - size + 1)) / (mostConditions - size + 2));
    beam = yield* bestArms(arms, all, WIDTH, kept);
    const broadest = all
      .filter((arm) => shareOf(arm) >= precision)
      .toSorted((a, b) => b.matching - a.matching || shareOf(b) - shareOf(a))
      .slice(0, PROVED);
    for (const arm of broadest) if (yield* prove(arm)) return { arm, isProven: true };
    best = [best, ...beam].reduce((a, b) => (shareBounds(b.hits, b.draws, level).low > shareBounds(a.hits, a.draws, level).low ? b : a));
  }
  return { arm: best, isProven: false };
}

/** Each rule with one more term, of another column or another side; every set of terms once. */
function* extended(arms: Arms, terms: readonly AnchorTerm[], beam: readonly Arm[]): Steps<readonly Arm[]> {
  const all = new Set<Arm>();
  for (const { terms: places, matching } of beam) {
    const taken = new Set(places.map((place) => `${terms[place].side} ${terms[place].column}`));
    terms.forEach(({ side, column }, place) => {
      if (taken.has(`${side} ${column}`)) return;
      const arm = arms.of([...places, place].toSorted((a, b) => a - b));
      // What cuts no reference row off says nothing more.
      if (arm.matching < matching) all.add(arm);
    });
    yield;
  }
  return [...all];
}
