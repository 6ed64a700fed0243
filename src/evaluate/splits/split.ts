/** A way to set rows apart: row numbers, ascending. `train` and `test` share no row. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** Rows on neither side: in the gap before the test rows, with an outcome that was still open then, of a group that is tested, without a time. */
  readonly unused: Int32Array;
}

/** What a split may look at. All arrays have `rows` entries. */
export interface SplitRows {
  readonly rows: number;
  /** The class of each row (0 …), for a classification: every side gets its share of each class. */
  readonly classes?: ArrayLike<number>;
  /** The group of each row (a customer, a machine) as a number; −1 means a group of its own. A group is never on both sides. */
  readonly groups?: ArrayLike<number>;
  /** When each row happened, in milliseconds; `NaN` means unknown. Given a time, the test rows are the latest. */
  readonly time?: ArrayLike<number>;
  /** When each row's outcome was known, in milliseconds, where that differs by row; `NaN` means by the rule. */
  readonly until?: ArrayLike<number>;
  /** The time column's name, for messages. */
  readonly timeName?: string;
}

/** How rows are split: by what, with which seed and gap. */
export interface SplitRule {
  readonly seed: number;
  /**
   * `auto`: by time when the rows have a time, else random. `random` is refused for rows with a time unless `force` is set.
   * `purged`: by time, and folds also train on rows that are younger than those they test (see {@link foldSplits}).
   * Classes and groups are respected in both; classes only where the order in time leaves a choice, which is nowhere.
   */
  readonly kind?: 'auto' | 'random' | 'time' | 'purged';
  /** Split at random although the rows have a time. */
  readonly force?: boolean;
  /**
   * By time: training rows must be at least this much older than the first test row, in milliseconds; those between are unused.
   * Absent means 0.
   */
  readonly gapMs?: number;
  /**
   * By time: how long after its time a row's outcome may still be open, in milliseconds. Rows whose outcome was open when the first test row happened
   * do not train ("purged"): nobody could have known it then, and it may tell of the tested ones. Absent means 0.
   */
  readonly outcomeMs?: number;
  /** `purged`: rows train again from this much after the last tested outcome was known, in milliseconds. Absent means 0. */
  readonly embargoMs?: number;
}

/** The three sides from the mark of each row: 0 train, 1 test, anything else unused. */
export function sidesOf(marks: ArrayLike<number>): Split {
  const sideOf = (row: number): number => (marks[row] === 0 || marks[row] === 1 ? marks[row] : 2);
  const counts = [0, 0, 0];
  for (let row = 0; row < marks.length; row++) counts[sideOf(row)]++;
  const sides = counts.map((rows) => new Int32Array(rows));
  counts.fill(0);
  for (let row = 0; row < marks.length; row++) sides[sideOf(row)][counts[sideOf(row)]++] = row;
  const [train, test, unused] = sides;
  return { train, test, unused };
}
