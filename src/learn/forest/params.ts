import { mwError } from '../../core/index.js';
import type { Task } from '../learner.js';
import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `forest` and `extra_trees`, all optional. The tables {@link forestParams} and {@link extraTreesParams} give each one's range, default and meaning. */
export interface ForestParams {
  readonly trees?: number;
  readonly columnShare?: number;
  readonly minRowsPerLeaf?: number;
  readonly maxDepth?: number;
  readonly bins?: number;
  readonly bootstrap?: boolean;
  readonly rowShare?: number;
  readonly balance?: boolean;
}

/** Every setting with a value. */
export type ForestSettings = Required<ForestParams>;

const table = (bootstrap: boolean) =>
  ({
    trees: {
      type: 'int',
      low: 1,
      high: 100_000,
      scale: 'log',
      default: 100,
      search: { low: 100, high: 500 },
      doc: 'Trees; more never hurt but take time and room.',
    },
    columnShare: {
      type: 'number',
      low: 0,
      high: 1,
      scale: 'linear',
      default: 0,
      search: { low: 0.1, high: 1 },
      doc: 'Share of the columns that each split may choose from, at least one column. 0: the square root of their number for classes, half of them for numbers.',
    },
    minRowsPerLeaf: {
      type: 'int',
      low: 0,
      high: 1_000_000,
      scale: 'linear',
      default: 0,
      search: { low: 1, high: 64, scale: 'log' },
      doc: 'Least weight of a leaf, in rows; a row that is drawn twice counts twice. 0: one row, and from 131,072 rows on a 65,536th of them, so that trees stay bounded.',
    },
    maxDepth: { type: 'int', low: 0, high: 4096, scale: 'linear', default: 0, doc: 'Most splits between root and leaf; 0 sets no limit.' },
    bins: {
      type: 'int',
      low: 2,
      high: 4096,
      scale: 'log',
      default: 255,
      doc: 'Most bins per column; rare categories are pooled beyond it.',
    },
    bootstrap: {
      type: 'flag',
      default: bootstrap,
      doc: 'Each tree learns from rows drawn with replacement, by their weights; the rows left out judge it. Otherwise from all rows, or a share of them.',
    },
    rowShare: { type: 'number', low: 0.001, high: 1, scale: 'log', default: 1, doc: 'Rows drawn for each tree, as a share of all.' },
    balance: {
      type: 'flag',
      default: false,
      doc: 'Classification only: lets each class count the same. Probabilities are then of a balanced population.',
    },
  }) as const satisfies Record<keyof ForestParams, Param>;

/** Parameters of `forest`; the defaults are scikit-learn's, but for `columnShare` in regression: half of the columns, where scikit-learn takes all and Breiman took a third (on California housing half does best, on abalone as well as a third). */
export const forestParams = table(true);

/** Parameters of `extra_trees`: those of `forest`, without a bootstrap. */
export const extraTreesParams = table(false);

/** Leaves of at least this share of the rows keep every tree below twice as many leaves. */
const MOST_LEAVES = 65_536;

/**
 * The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`, the latter also for a setting that has no meaning
 * in this task.
 */
export function settingsOf(
  learner: string,
  defaults: typeof forestParams | typeof extraTreesParams,
  params: Params,
  task: Task,
): ForestSettings {
  const settings = resolveParams(learner, defaults, params) as unknown as ForestSettings;
  if (task === 'regression' && settings.balance)
    throw mwError('MW_LEARN_PARAM_VALUE', { learner, name: 'balance', got: 'true', due: 'false for regression' });
  return settings;
}

/** Columns that a split tries, of `width` in all. */
export function columnsTried(share: number, width: number, task: Task): number {
  const wanted = share > 0 ? share * width : task === 'regression' ? width / 2 : Math.sqrt(width);
  return Math.max(1, Math.floor(wanted + 1e-9));
}

/** The least weight of a leaf that `minRowsPerLeaf` stands for. */
export const leastLeaf = (minRowsPerLeaf: number, rows: number): number => minRowsPerLeaf || Math.max(1, Math.floor(rows / MOST_LEAVES));
