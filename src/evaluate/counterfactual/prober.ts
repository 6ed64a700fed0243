import { inParts, type Steps } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import type { Changeable } from './changeable.js';

/** The row with some columns changed, and what the model makes of it. */
export interface Candidate {
  /** Per column of the search the place of its new value; −1: it stays. */
  readonly picks: readonly number[];
  readonly cost: number;
  /** Columns that change. */
  readonly size: number;
  /** How far it is from what is wanted, in units of the margin; ≤ 0 where that is reached. */
  readonly shortfall: number;
  /** Whether it keeps every rule. */
  readonly holds: boolean;
}

/** What a search of counterfactuals asks about. */
export interface ProbeInput {
  readonly row: RowValues;
  readonly columns: readonly Changeable[];
  /** How far each of some rows is from what is wanted: ≤ 0 exactly where that is reached. Told many rows at once. */
  readonly shortfall: (rows: readonly RowValues[]) => ArrayLike<number>;
  /** Whether a row keeps every rule. */
  readonly holds: (row: RowValues) => boolean;
  /** Most rows that the model is asked about. */
  readonly evaluations: number;
}

/** Asks the model about changed rows, each once, within a number of rows; keeps the best that it hears. */
export interface Prober {
  /** The candidates of these picks, without those that were known or that the number of rows did not allow. */
  look(picks: readonly (readonly number[])[]): Steps<readonly Candidate[]>;
  /** Of each set of columns the cheapest candidate that reaches what is wanted and keeps the rules, cheapest first. */
  reached(): readonly Candidate[];
  /** The candidate nearest to what is wanted that keeps the rules; `undefined` when none was looked at. */
  nearest(): Candidate | undefined;
  costOf(picks: readonly number[]): number;
  /** Rows that may still be asked about. */
  left(): number;
}

/** A prober that knows nothing yet. */
export function proberOf({ row, columns, shortfall, holds, evaluations }: ProbeInput): Prober {
  const known = new Set<string>();
  const best = new Map<string, Candidate>();
  let nearest: Candidate | undefined;
  const costOf = (picks: readonly number[]): number => picks.reduce((sum, pick, j) => (pick < 0 ? sum : sum + columns[j].costs[pick]), 0);
  const note = (one: Candidate): Candidate => {
    if (!one.holds) return one;
    if (nearest === undefined || one.shortfall < nearest.shortfall) nearest = one;
    const set = setOf(one.picks);
    if (one.shortfall <= 0 && isCheaper(one, best.get(set))) best.set(set, one);
    return one;
  };
  return {
    *look(all) {
      const fresh = all.filter((picks) => {
        const key = picks.join();
        return !known.has(key) && known.size < evaluations && known.add(key);
      });
      const rows = fresh.map((picks) => changed(row, columns, picks));
      const short = yield* inParts(rows, shortfall);
      return fresh.map((picks, i) =>
        note({
          picks,
          cost: costOf(picks),
          size: picks.filter((pick) => pick >= 0).length,
          shortfall: short[i],
          holds: holds(rows[i]),
        }),
      );
    },
    reached: () => [...best.values()].toSorted((a, b) => a.cost - b.cost || a.size - b.size),
    nearest: () => nearest,
    costOf,
    left: () => evaluations - known.size,
  };
}

/** The row with the picked values in place. */
export function changed(row: RowValues, columns: readonly Changeable[], picks: readonly number[]): RowValues {
  const out = { ...row };
  picks.forEach((pick, j) => {
    if (pick >= 0) out[columns[j].column] = columns[j].values[pick];
  });
  return out;
}

/** Which columns change, as a text. */
export const setOf = (picks: readonly number[]): string => picks.flatMap((pick, j) => (pick >= 0 ? [j] : [])).join();

/** Whether a candidate costs less than another, or the same with fewer changes; any is cheaper than none. */
export const isCheaper = (one: Candidate, other: Candidate | undefined): boolean =>
  other === undefined || one.cost < other.cost || (one.cost === other.cost && one.size < other.size);
