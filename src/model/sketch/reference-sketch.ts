/** What is kept of a column of numbers. */
export interface NumberSketch {
  readonly kind: 'number';
  /** Rows, those without a value among them. */
  readonly rows: number;
  readonly nulls: number;
  /** Of all values; null without a value. */
  readonly mean: number | null;
  /** Standard deviation (divisor: values − 1); null for fewer than two values. */
  readonly std: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly unit?: string;
  /** Ascending: all values, or a seeded sample of them where there are more than {@link SKETCH_LIMITS}`.values`. */
  readonly sample: Float64Array;
}

/** What is kept of a column of categories, texts or bools (`true` and `false`). */
export interface LevelSketch {
  readonly kind: 'level';
  readonly rows: number;
  readonly nulls: number;
  /** The most frequent levels with their rows, most frequent first, equals by code unit. */
  readonly levels: readonly string[];
  readonly counts: readonly number[];
  /** Rows of the levels that are not listed. */
  readonly other: number;
  /** Levels that one row alone has, listed or not: how likely the next row brings a new one (I. J. Good, 1953). */
  readonly once: number;
}

/** A column that is not watched, and why. */
export interface SkippedSketch {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** What is kept of one column. */
export type ColumnSketch = NumberSketch | LevelSketch | SkippedSketch;

/** A column's sketch under its name. */
export type NamedSketch = ColumnSketch & { readonly name: string };

/** The model's answers for rows that its fit had not seen, beside the truth. */
export interface OutcomeSketch {
  /** regression: the value; binary: log-odds of the positive class; multiclass: log-odds of the called class. */
  readonly margin: Float64Array;
  /** regression: the target; else 1 where the forecast class came true, 0 where not. */
  readonly came: Float64Array;
}

/**
 * What a version keeps of the rows that it was trained on, so that later rows can be compared with them without the data: a bounded
 * sample of each column of numbers, the counts of each column of levels, and both for its own answers on the holdout.
 * Deterministic in data and seed; at most about 32 MB of numbers, for usual tables 80 kB a column.
 */
export interface ReferenceSketch {
  /** The inputs of the model, in the order of its schema. */
  readonly columns: readonly NamedSketch[];
  /** Of regressions the values, of two classes the probability of the positive one, of several classes the called labels. */
  readonly prediction: NumberSketch | LevelSketch;
  readonly outcomes: OutcomeSketch;
}

/** How much is kept: values of one column and of all, levels of one column, and characters of a level (longer ones count as other). */
export const SKETCH_LIMITS = { values: 10_000, allValues: 4_000_000, levels: 1000, characters: 256 } as const;
