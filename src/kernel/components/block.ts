/** Rows of a block: its columns stand one after another. */
export const BLOCK_ROWS = 512;

/** What is done to a block of centred columns; the kernel and {@link plainBlocks} give the same bits. */
export interface Blocks {
  /** The block: columns of {@link BLOCK_ROWS} doubles. `NaN` is missing. */
  readonly block: Float64Array;
  /** What is taken away from each column. */
  readonly centres: Float64Array;
  /** Values that were there, sums of values and sums of products, by column; all begin with 0. Of the products the upper triangle counts. */
  readonly known: Float64Array;
  readonly sums: Float64Array;
  readonly products: Float64Array;
  /** Weights, a line of one per column for each output, and the weighted sums, a column each. */
  readonly weights: Float64Array;
  readonly out: Float64Array;
  /** Takes the centres away and adds up what is left and how many there are; a missing value becomes 0. */
  readonly centre: () => void;
  readonly addProducts: () => void;
  readonly weigh: () => void;
}

/** The sizes of {@link Blocks}: columns are a multiple of 4, outputs of 2. */
export interface BlockShape {
  readonly columns: number;
  readonly outputs: number;
}

/** The least shape that has room for so many columns and outputs. */
export const shapeFor = (columns: number, outputs: number): BlockShape => ({
  columns: 4 * Math.ceil(columns / 4),
  outputs: 2 * Math.ceil(outputs / 2),
});

/** By array, how many doubles it has. */
export const roomOf = ({ columns, outputs }: BlockShape): readonly (readonly [ArrayName, number])[] => [
  ['block', columns * BLOCK_ROWS],
  ['centres', columns],
  ['known', columns],
  ['sums', columns],
  ['products', columns * columns],
  ['weights', outputs * columns],
  ['out', outputs * BLOCK_ROWS],
];

/** Names of the arrays of {@link Blocks}. */
export type ArrayName = 'block' | 'centres' | 'known' | 'sums' | 'products' | 'weights' | 'out';
