import { resolveParams, searched, type Param, type Params } from '../params.js';

/** Settings of `ebm`, all optional. The table {@link ebmParams} gives each one's range, default and meaning. */
export interface EbmParams {
  readonly bags?: number;
  readonly rounds?: number;
  readonly learningRate?: number;
  readonly stepsPerTurn?: number;
  readonly smoothRounds?: number;
  readonly earlyStoppingRounds?: number;
  readonly tolerance?: number;
  readonly validationShare?: number;
  readonly bins?: number;
  readonly minRowsPerLeaf?: number;
  readonly minRowsPerLevel?: number;
  readonly l2?: number;
  readonly pairsPerColumn?: number;
  readonly pairBins?: number;
}

/** Every setting with a value. */
export type EbmSettings = Required<EbmParams>;

const range = (type: 'int' | 'number', low: number, high: number, scale: 'linear' | 'log', value: number, doc: string): Param => ({
  type,
  low,
  high,
  scale,
  default: value,
  doc,
});

/** Parameters of `ebm`. */
export const ebmParams = {
  bags: range(
    'int',
    1,
    100,
    'log',
    8,
    'Models that are fitted, each on other rows, and averaged: more are smoother and say better how sure a curve is.',
  ),
  rounds: range('int', 1, 100_000, 'log', 2000, 'Most rounds; in each, every column has a turn, and later every pair.'),
  learningRate: searched(
    range('number', 1e-4, 1, 'log', 0.1, 'Share of each small step that is taken. Lower needs more rounds.'),
    0.01,
    0.3,
  ),
  stepsPerTurn: range(
    'int',
    1,
    64,
    'log',
    4,
    'Small steps that a column takes in its turn before the other columns are heard again; a pair takes one.',
  ),
  smoothRounds: range('int', 0, 10_000, 'linear', 40, 'First rounds, whose cuts are drawn by chance: they lay a smooth ground.'),
  earlyStoppingRounds: range(
    'int',
    1,
    10_000,
    'log',
    20,
    'A bag ends when the loss on the rows that it left out has not fallen for so many rounds; the best round counts.',
  ),
  tolerance: range('number', 0, 0.1, 'linear', 1e-4, 'The loss counts as fallen when it did by this share of itself.'),
  validationShare: range('number', 0.01, 0.5, 'linear', 0.15, 'Share of the rows that each bag leaves out to see when to end.'),
  bins: range('int', 2, 4096, 'log', 1024, 'Most bins of a number column.'),
  minRowsPerLeaf: searched(range('int', 1, 1_000_000, 'log', 4, 'Fewest rows on each side of a cut.'), 1, 64),
  minRowsPerLevel: range('int', 1, 1_000_000, 'log', 10, 'Levels with fewer rows share one bin, and so do those that were never seen.'),
  l2: searched(
    range('number', 0, 1e6, 'linear', 10, 'Pulls levels of categories and leaves of pairs to zero, as so many rows without effect would.'),
    0.1,
    100,
    'log',
  ),
  pairsPerColumn: searched(
    range(
      'number',
      0,
      20,
      'linear',
      2,
      'Most pairs of columns that act together, per column; 0 keeps to single columns. Multiclass has none.',
    ),
    0,
    4,
  ),
  pairBins: range('int', 2, 128, 'log', 64, 'Most bins of a column within a pair, and never more than the square root of the rows.'),
} as const satisfies Record<keyof EbmParams, Param>;

/** The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`. */
export const settingsOf = (params: Params): EbmSettings => resolveParams('ebm', ebmParams, params) as unknown as EbmSettings;
