/** An item whose score is a mixture of those of others, and of what is usual. */
export interface Mixture {
  readonly item: number;
  /** Whose scores have a share in it; none of them a mixture. */
  readonly of: Int32Array;
  readonly shares: Float64Array;
  /** The share of what is usual. */
  readonly rest: number;
}

/** Items that are mixtures: further ones, or such in the place of a recommender's own. */
export interface Mixtures {
  /** Of all items, mixtures among them. */
  readonly items: number;
  readonly mixed: readonly Mixture[];
  /** What is usual is the mean score of the recommender's own items with these weights, by their places. */
  readonly usual: ArrayLike<number>;
}
