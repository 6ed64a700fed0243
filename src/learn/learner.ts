import type { AnyTask, ColumnHead, Json, Matrix, Progress, RowBlocks, TargetlessTask, Task } from '../core/index.js';
import type { ParamTable, Params } from './params.js';

export type { AnyTask, TargetlessTask, Task };

/** Training rows. All arrays have `x.rows` entries. */
export interface TrainingSet {
  readonly x: Matrix;
  /** regression: the value; binary: 0 or 1 (1 is the positive class); multiclass: 0 … classes − 1. Finite. */
  readonly y: Float64Array;
  /** Positive and finite; absent means 1 for each row. */
  readonly weights?: Float64Array;
}

/** Row numbers of a training set, ascending: some to fit on, and others that this fit may be tested on. */
export interface FoldRows {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Rows to fit on, and what is to be predicted. */
export interface FitInput<T extends Task = Task> extends TrainingSet {
  readonly task: T;
  /** multiclass: how many classes; otherwise 1. It is also the number of outputs of the predictor. */
  readonly classes: number;
  /** Rows for early stopping; learners that do not stop early ignore them. */
  readonly validation?: TrainingSet;
  /**
   * Splits the rows into at most so many folds of which no tested row gives anything away to the others: rows of a group stay
   * together, and time goes forward, so that some rows may never be tested. For learners that need predictions on rows which a fit
   * did not see; absent, any row may be parted from any other.
   */
  readonly folds?: (most: number) => readonly FoldRows[];
}

/** The same for rows that need not be in memory. */
export type BlocksInput<T extends Task = Task> = Omit<FitInput<T>, 'x'> & { readonly x: RowBlocks };

/** Rows to learn from that have no target. */
export interface RowsInput<T extends TargetlessTask = TargetlessTask> {
  readonly task: T;
  readonly x: Matrix;
  /** Positive and finite; absent means 1 for each row. */
  readonly weights?: Float64Array;
}

/** Rows of which some were treated, and what became of them. All arrays have `x.rows` entries. */
export interface TrialInput extends RowsInput<'uplift'>, Pick<FitInput, 'y' | 'folds'> {
  /** What the outcome is. `binary`: 0 or 1, and the uplift is a difference of probabilities. `regression`: a number, and so is the uplift. */
  readonly outcome: Exclude<Task, 'multiclass'>;
  /** 1 treated, 0 not. */
  readonly treated: ArrayLike<number>;
  /**
   * The chance that a row was treated, between 0 and 1: the share of a randomised trial, or one per row. Absent: estimated from the columns, which is right
   * only when nothing else decided about the treatment.
   */
  readonly propensity?: number | Float64Array;
}

/** What a learner of the task is given: rows with their target, the rows alone, or who was treated and what became of them. */
export type InputOf<T extends AnyTask> = [T] extends [Task]
  ? FitInput<T>
  : [T] extends ['uplift']
    ? TrialInput
    : RowsInput<Extract<T, TargetlessTask>>;

/** What rows are expected to come to, by a model of a treatment's effect. One entry per row. */
export interface ExpectedArms {
  readonly treated: Float64Array;
  readonly control: Float64Array;
  /** The chance to be treated where the model learned. */
  readonly chance: Float64Array;
}

/** How to fit: settings, seed, and how to stop and to tell. */
export interface FitRun {
  readonly params: Params;
  readonly seed: number;
  /** Most threads to use, this one included; fewer where more would not pay. Results do not depend on it. */
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly progress?: Progress;
  /** Bytes that a fit may take which reads its rows in blocks, beside the target: beyond, it refuses with `MW_LEARN_MEMORY`. Absent: no bound. */
  readonly memoryBytes?: number;
}

/** The arrays that a stored predictor may hold. */
export type PartArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A predictor as data: what the artifact stores. `meta` is small; bulk goes into `arrays`. */
export interface Parts {
  readonly meta: Json;
  readonly arrays: Readonly<Record<string, PartArray>>;
}

/** Additive, exact shares of a prediction: per row and output, base + sum of effects = the margin, within 1e-9. */
export interface Contributions {
  /** One per output. */
  readonly base: Float64Array;
  /** rows × outputs × columns, in that nesting. */
  readonly effects: Float64Array;
}

/**
 * Effects split up further: how much of a column's share it owes to itself and how much to each other column with which it acts together. Symmetric;
 * per row and output the effects of column i with all columns, itself included, add up to its contribution within 1e-9.
 */
export interface Interactions {
  /** One per output, as in {@link Contributions}. */
  readonly base: Float64Array;
  /** rows × outputs × columns × columns, in that nesting. An interaction of two columns stands half in each of its two places. */
  readonly effects: Float64Array;
}

/**
 * A fitted model of margins. A margin is the value itself (regression), the log-odds of the positive class (binary),
 * or one score per class whose softmax is the probabilities (multiclass); one score per segment, of which the highest counts (segment);
 * how odd the row is (outlier); or by how much more comes of it with the treatment than without (uplift). Always finite.
 */
export interface Predictor {
  /** Margins per row: `classes` for multiclass, the number of segments, else 1. */
  readonly outputs: number;
  /** Segments: the output of rows that belong to no segment, always the last; absent where every row belongs to one. */
  readonly outside?: number;
  /** Writes rows × outputs margins into `out`. Pure: no state, no writes elsewhere. */
  predict(x: Matrix, out: Float64Array): void;
  /** The same for one row of doubles coded as `core/rowOf` codes it: equal to `predict` to the bit. Allocates nothing. */
  predictRow(row: Float64Array, out: Float64Array): void;
  /** Exact additive contributions to the margins; absent when the learner has none. */
  contributions?(x: Matrix): Contributions;
  /** Exact pairwise interactions within the contributions; absent when the learner has none. Memory grows with the square of the columns. */
  interactions?(x: Matrix): Interactions;
  /** Uplift: what rows are expected to come to with the treatment and without. */
  arms?(x: Matrix): ExpectedArms;
  toParts(): Parts;
}

/** Margins of rows by fits that differ in one setting alone. */
export interface FitPath {
  /** The values of the setting, ascending. */
  readonly values: readonly number[];
  /** values × rows × outputs, in that nesting. */
  readonly margins: Float64Array;
  /** What was fitted, at the greatest value. */
  readonly predictor: Predictor;
}

/** A setting of which many values cost no more than the greatest, so that a search for settings need not guess it. */
export interface PathOf<T extends AnyTask = Task> {
  /** The name of the parameter. */
  readonly setting: string;
  /** Whether it is so for these settings. */
  isOpen(params: Params): boolean;
  /**
   * Margins of rows that the fit does not learn from, for these values of the setting, or, without them, for as many as it takes until a greater one no longer
   * lowers the loss on these rows. The setting in `run` does not count.
   */
  fit(input: InputOf<T>, run: FitRun, validation: TrainingSet, values?: readonly number[]): Promise<FitPath>;
}

/** A learning method. Frozen data and functions; nothing is kept between calls. */
export interface Learner<T extends AnyTask = Task> {
  readonly name: string;
  /** One sentence for the help text: what it is good for. */
  readonly summary: string;
  readonly tasks: readonly T[];
  /** Type, range, scale, default and meaning of every parameter: gives validation, help, docs and the search space. */
  readonly params: ParamTable;
  fit(input: InputOf<T>, run: FitRun): Promise<Predictor>;
  /** Equal to `fit` to the bit, for rows that need not be in memory; absent where the learner needs them there. */
  fitBlocks?(input: BlocksInput<Extract<T, Task>>, run: FitRun): Promise<Predictor>;
  /** Absent where no setting is like that. */
  readonly path?: PathOf<T>;
  /**
   * The predictor again from its parts, for rows with the given columns. Validates every array before use
   * (lengths, ranges, acyclic trees, finite numbers) and throws `MW_LEARN_PARTS` rather than trust a file.
   */
  fromParts(parts: Parts, columns: readonly ColumnHead[]): Predictor;
}

/** A learner of tasks with a target, or of tasks without. */
export type AnyLearner = Learner | Learner<TargetlessTask>;
