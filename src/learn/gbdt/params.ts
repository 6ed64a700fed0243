import { resolveParams, searched, type Param, type Params } from '../params.js';
import { regressionLosses } from './regression-losses.js';

/** Direction in which the prediction may move as a feature grows. */
export type Monotone = 'increasing' | 'decreasing';

/** Settings of {@link gbdt}, all optional. The table {@link gbdtParams} gives each one's range, default and meaning. */
export interface GbdtParams {
  readonly trees?: number;
  readonly leaves?: number;
  readonly learningRate?: number;
  readonly maxDepth?: number;
  readonly minRowsPerLeaf?: number;
  readonly minHessian?: number;
  readonly minGain?: number;
  readonly l1?: number;
  readonly l2?: number;
  readonly maxStep?: number;
  readonly bins?: number;
  readonly rowShare?: number;
  readonly columnShare?: number;
  readonly oneSide?: boolean;
  readonly topShare?: number;
  readonly otherShare?: number;
  readonly earlyStoppingRounds?: number;
  readonly boosting?: 'gbdt' | 'dart';
  readonly dropRate?: number;
  readonly maxDrop?: number;
  readonly skipDrop?: number;
  readonly uniformDrop?: boolean;
  readonly linearLeaves?: boolean;
  readonly linearLambda?: number;
  readonly objective?: 'auto' | (typeof regressionLosses)[number];
  readonly huberDelta?: number;
  readonly quantile?: number;
  readonly tweediePower?: number;
  readonly interactions?: readonly (readonly string[])[];
  readonly monotone?: Readonly<Record<string, Monotone>>;
  readonly balance?: boolean;
  readonly catSmooth?: number;
  readonly catL2?: number;
  readonly maxCatThreshold?: number;
  readonly maxCatToOneHot?: number;
  readonly minDataPerGroup?: number;
}

/** Every setting with a value. */
export type GbdtSettings = Required<GbdtParams>;

const int = (low: number, high: number, scale: 'linear' | 'log', value: number, doc: string): Param => ({
  type: 'int',
  low,
  high,
  scale,
  default: value,
  doc,
});
const number = (low: number, high: number, scale: 'linear' | 'log', value: number, doc: string): Param => ({
  type: 'number',
  low,
  high,
  scale,
  default: value,
  doc,
});

/**
 * Parameters of `gbdt`. The defaults are LightGBM's, but for `maxStep`, which only classes of 2% and less feel, and `l2`, which is XGBoost's: without
 * it the probabilities of a few thousand rows are far too sure.
 */
export const gbdtParams = {
  trees: searched(int(1, 100_000, 'log', 100, 'Boosting rounds. Multiclass grows one tree per class in each round.'), 40, 1500),
  leaves: searched(int(2, 4096, 'log', 31, 'Most leaves of a tree.'), 4, 256),
  learningRate: searched(number(1e-4, 1, 'log', 0.1, "Share of each tree's step that is taken. Lower needs more trees."), 0.02, 0.3),
  maxDepth: int(0, 64, 'linear', 0, 'Most splits between root and leaf; 0 sets no limit.'),
  minRowsPerLeaf: searched(
    int(1, 1_000_000, 'log', 20, 'Fewest training rows in a leaf, estimated from the hessian as LightGBM does.'),
    1,
    200,
  ),
  minHessian: number(0, 1e6, 'linear', 1e-3, 'Least sum of hessians in a leaf.'),
  minGain: number(0, 1e6, 'linear', 0, 'A split must lower the loss by more than this.'),
  l1: number(0, 1e6, 'linear', 0, 'L1 penalty on leaf values.'),
  l2: searched(
    number(0, 1e6, 'linear', 1, 'L2 penalty on leaf values: holds back leaves of few rows that are all but certain.'),
    0.001,
    100,
    'log',
  ),
  maxStep: number(
    0,
    1e6,
    'linear',
    50,
    'Classification only: largest value of a leaf in log-odds, up or down, before the learning rate; 0 sets no limit. Classes with few rows run away without it.',
  ),
  bins: int(2, 4096, 'log', 255, 'Most bins per number column; rare categories are pooled beyond it.'),
  rowShare: searched(number(0.01, 1, 'linear', 1, 'Share of the rows that each round sees, drawn anew without replacement.'), 0.4, 1),
  columnShare: searched(number(0.01, 1, 'linear', 1, 'Share of the columns that each tree may split on.'), 0.3, 1),
  earlyStoppingRounds: int(
    0,
    100_000,
    'linear',
    0,
    'Stops when the loss on the validation rows has not improved for so many rounds, and keeps the best round; 0 is off.',
  ),
  oneSide: {
    type: 'flag',
    default: false,
    doc: 'Each round sees the rows of the largest gradients and a share of the others, which then count more (GOSS).',
  },
  topShare: number(0.01, 0.99, 'linear', 0.2, 'With oneSide: share of the rows, those of the largest gradients, that each round sees.'),
  otherShare: number(0.01, 0.99, 'linear', 0.1, 'With oneSide: share of the rows that each round draws from the others.'),
  boosting: {
    type: 'choice',
    choices: ['gbdt', 'dart'],
    default: 'gbdt',
    doc: 'dart leaves rounds out by chance while the next tree learns, so that no few trees carry the rest. Slower, and without early stopping.',
  },
  dropRate: number(0, 1, 'linear', 0.1, 'dart: share of the rounds so far that is left out.'),
  maxDrop: int(0, 100_000, 'linear', 50, 'dart: most rounds that are left out at once; 0 sets no limit.'),
  skipDrop: number(0, 1, 'linear', 0.5, 'dart: chance of a round that leaves none out.'),
  uniformDrop: {
    type: 'flag',
    default: false,
    doc: 'dart: rounds are left out with equal chance; otherwise in proportion to the scale that they still have.',
  },
  linearLeaves: {
    type: 'flag',
    default: false,
    doc: 'Leaves follow a line along the numbers that lead to them, from the second round on. Predicts beyond the training range; no contributions.',
  },
  linearLambda: number(0, 1e9, 'linear', 0, 'L2 penalty on the slopes of linear leaves, in the units of the features.'),
  objective: {
    type: 'choice',
    choices: ['auto', ...regressionLosses],
    default: 'auto',
    doc: 'Loss of a regression; auto is the squared error. Classes have the log-loss. poisson, gamma and tweedie predict by exp.',
  },
  huberDelta: number(1e-6, 1e9, 'log', 0.9, 'huber: errors beyond this pull no harder; in units of the target.'),
  quantile: number(0.001, 0.999, 'linear', 0.5, 'quantile: the share of the targets that are to lie below the prediction.'),
  tweediePower: number(1.01, 1.99, 'linear', 1.5, 'tweedie: how fast the variance grows with the mean, from counts (1) to gamma (2).'),
  interactions: {
    type: 'featureGroups',
    default: [],
    doc: 'Groups of features that may decide together, such as [["tenure","contract"]]; features in no group form one more. Empty sets no limit.',
  },
  monotone: {
    type: 'perFeature',
    choices: ['increasing', 'decreasing'],
    default: {},
    doc: 'Features along which the prediction may only rise or only fall, such as {"tenure":"decreasing"}.',
  },
  balance: {
    type: 'flag',
    default: false,
    doc: 'Weighs classes so that each counts the same. Probabilities are then of a balanced population.',
  },
  catSmooth: searched(
    number(0, 1e6, 'linear', 10, 'Categories are ordered by gradient / (hessian + this), and need this many rows in the leaf.'),
    1,
    100,
    'log',
  ),
  catL2: searched(number(0, 1e6, 'linear', 10, 'L2 penalty added in many-versus-many splits of categories.'), 0.1, 100, 'log'),
  maxCatThreshold: int(1, 4096, 'log', 32, 'Most categories on the smaller list of a many-versus-many split.'),
  maxCatToOneHot: int(1, 4096, 'log', 4, 'Columns with at most this many bins try one category against the rest.'),
  minDataPerGroup: int(1, 1_000_000, 'log', 100, 'Fewest rows in a group of categories.'),
} as const satisfies Record<keyof GbdtParams, Param>;

/** The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`. */
export function settingsOf(params: Params): GbdtSettings {
  return resolveParams('gbdt', gbdtParams, params) as unknown as GbdtSettings;
}
