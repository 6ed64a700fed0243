/** How much a search for centres holds. */
export interface CentreSize {
  readonly rows: number;
  readonly dims: number;
  readonly segments: number;
  /** Whether rows have weights; else all count the same. */
  readonly weighted: boolean;
}

/** Points that are tried as a centre at a time. */
export const MOST_TRIED = 4;

/** A search for centres in one memory. Its arrays are what the stages read and write: the caller fills them and reads them between stages. */
export interface CentreSearch {
  readonly size: CentreSize;
  /** Rows × coordinates. */
  readonly points: Float64Array;
  /** One per row; empty where all count the same. */
  readonly weights: Float64Array;
  /** The centre of each row; −1 before the first round. */
  readonly nearest: Int32Array;
  /** At least the distance of each row from its centre, and at most that from the second nearest: from before the centres moved. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  /** Half the distance of each centre from the one next to it, and how far each has moved. */
  readonly half: Float64Array;
  readonly moved: Float64Array;
  /** Sums of the rows of each centre by weight, segments × coordinates, and their weights: stages add to them. */
  readonly sums: Float64Array;
  readonly sizes: Float64Array;
  /** Squared distances of each row from the nearest of the points that were taken so far. */
  readonly before: Float64Array;
  /** What a stage of {@link closer} left of them: a list of rows for each point tried, and their sums by weight, to which it adds. */
  readonly left: readonly Float64Array[];
  readonly totals: Float64Array;
  /** Sets the centres, segments × coordinates. */
  centres(at: Float64Array): void;
  /**
   * One of Lloyd's rounds over the rows `from` up to `to`: those whose bounds do not show that they stay are compared with all centres, of equal ones the
   * first. `most` is the greatest of `moved`. Gives how many changed.
   */
  round(from: number, to: number, most: number): number;
  /** Compares all the rows with all centres and gives `inertia` with their squared distances by weight added, in their order. */
  finish(from: number, to: number, inertia: number): number;
  /** Tries the points of up to {@link MOST_TRIED} rows as centres. */
  closer(from: number, to: number, tried: readonly number[]): void;
}
