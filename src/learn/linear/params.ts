import { mwError } from '../../core/index.js';
import type { Task } from '../learner.js';
import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `linear`, all optional. The table {@link linearParams} gives each one's range, default and meaning. */
export interface LinearParams {
  readonly l2?: number;
  readonly l1?: number;
  readonly classWeight?: 'none' | 'balanced';
  readonly nonNegative?: boolean;
  readonly maxIterations?: number;
  readonly tolerance?: number;
}

/** Every setting with a value. */
export type LinearSettings = Required<LinearParams>;

/**
 * Parameters of `linear`. Penalties are on the sum over rows of weight × loss, with the loss −ln p, or half the squared error of the
 * target in its standard deviations. In scikit-learn's terms, on standardised columns: logistic regression `C = 1 / l2`; ridge
 * `alpha = l2`; elastic net on n rows `alpha × l1_ratio = l1 × sd(y) / n` and `alpha × (1 − l1_ratio) = l2 / n`.
 */
export const linearParams = {
  l2: {
    type: 'number',
    low: 1e-6,
    high: 1e6,
    scale: 'log',
    default: 1,
    search: { low: 0.01, high: 1000 },
    doc: 'Ridge penalty: half of this times the sum of squared coefficients. More shrinks all of them. 1 / C of scikit-learn.',
  },
  l1: {
    type: 'number',
    low: 0,
    high: 1e6,
    scale: 'linear',
    default: 0,
    search: { low: 0.001, high: 100, scale: 'log' },
    doc: 'Lasso penalty: this times the sum of absolute coefficients. More sets more of them to zero; with l2 at its least, the lasso.',
  },
  classWeight: {
    type: 'choice',
    choices: ['none', 'balanced'],
    default: 'none',
    doc: 'Classification only: "balanced" lets each class count the same. Probabilities are then of a balanced population.',
  },
  nonNegative: {
    type: 'flag',
    default: false,
    doc: 'Regression only: no coefficient falls below zero, the intercept excepted.',
  },
  maxIterations: { type: 'int', low: 1, high: 100_000, scale: 'log', default: 100, doc: 'Most Newton steps; five to ten are usual.' },
  tolerance: {
    type: 'number',
    low: 1e-12,
    high: 0.1,
    scale: 'log',
    default: 1e-7,
    doc: 'Stops when no coefficient of the standardised columns moves by more than this in one step.',
  },
} as const satisfies Record<keyof LinearParams, Param>;

/**
 * The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`, the latter also for a setting that has no
 * meaning in this task.
 */
export function settingsOf(params: Params, task: Task): LinearSettings {
  const settings = resolveParams('linear', linearParams, params) as unknown as LinearSettings;
  if (task === 'regression' && settings.classWeight !== 'none')
    throw refuse('classWeight', `"${settings.classWeight}"`, `"none" for ${task}`);
  if (task !== 'regression' && settings.nonNegative) throw refuse('nonNegative', 'true', `false for ${task}`);
  return settings;
}

const refuse = (name: string, got: string, due: string): Error => mwError('MW_LEARN_PARAM_VALUE', { learner: 'linear', name, got, due });
