import { mwError } from '../../core/index.js';
import type { Task } from '../learner.js';
import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `svm`, all optional. The table {@link svmParams} gives each one's range, default and meaning. */
export interface SvmParams {
  readonly kernel?: 'auto' | 'rbf' | 'linear';
  readonly loss?: 'hinge' | 'squaredHinge';
  readonly cost?: number;
  readonly gamma?: number;
  readonly epsilon?: number;
  readonly exactRows?: number;
  readonly landmarks?: number;
  readonly folds?: number;
  readonly tolerance?: number;
}

/** Every setting with a value. */
export type SvmSettings = Required<SvmParams>;

/** Parameters of `svm`. */
export const svmParams = {
  kernel: {
    type: 'choice',
    choices: ['auto', 'rbf', 'linear'],
    default: 'auto',
    doc: 'Similarity of rows: "rbf" bends the boundary, "linear" scales to any number of rows; "auto" is rbf up to 100,000 rows, then linear.',
  },
  loss: {
    type: 'choice',
    choices: ['hinge', 'squaredHinge'],
    default: 'squaredHinge',
    doc: "How the price grows beyond the margin: with the distance (scikit-learn's SVC and SVR) or with its square, which ranks rows better.",
  },
  cost: {
    type: 'number',
    low: 1e-4,
    high: 1e5,
    scale: 'log',
    default: 0.5,
    search: { low: 0.01, high: 100 },
    doc: 'Price of a row on the wrong side of its margin. More follows the training rows closer. C of scikit-learn.',
  },
  gamma: {
    type: 'number',
    low: 0,
    high: 1e3,
    scale: 'linear',
    default: 0,
    search: { low: 0.001, high: 1, scale: 'log' },
    doc: 'rbf only: rows at squared distance d are exp(−gamma d) alike; 0 takes 1 / (columns × variance), one-hot ones counted: "scale" of scikit-learn.',
  },
  epsilon: {
    type: 'number',
    low: 0,
    high: 10,
    scale: 'linear',
    default: 0.1,
    doc: 'Regression only: errors up to this many standard deviations of the target are free.',
  },
  exactRows: {
    type: 'int',
    low: 1,
    high: 20_000,
    scale: 'log',
    default: 6000,
    doc: 'rbf only: with more training rows than this the kernel is approximated through landmarks. Exact fits hold 4 × rows² bytes.',
  },
  landmarks: {
    type: 'int',
    low: 2,
    high: 1000,
    scale: 'log',
    default: 300,
    doc: 'rbf only, above exactRows: how many training rows, drawn by the seed, the kernel is approximated with (Nyström).',
  },
  folds: {
    type: 'int',
    low: 2,
    high: 20,
    scale: 'linear',
    default: 5,
    doc: 'Classification only: probabilities are fitted to decisions on rows that were left out, in so many parts.',
  },
  tolerance: {
    type: 'number',
    low: 1e-9,
    high: 0.5,
    scale: 'log',
    default: 1e-3,
    doc: 'Stops when no row violates the conditions of the optimum by more than this. tol of scikit-learn.',
  },
} as const satisfies Record<keyof SvmParams, Param>;

/** Most numbers of a table of kernels: 2 GB. */
const MOST_KERNELS = 2 ** 29;
/** Largest number of training rows for which "auto" takes the rbf kernel. */
const MOST_AUTO_ROWS = 100_000;

/** What a fit does: the settings, and which of the three solvers its rows call for. */
export interface SvmPlan extends SvmSettings {
  readonly solver: 'exact' | 'landmarks' | 'linear';
}

/** The settings in full and the solver. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`, the latter also where memory would not do. */
export function planOf(params: Params, task: Task, rows: number): SvmPlan {
  const settings = resolveParams('svm', svmParams, params) as unknown as SvmSettings;
  if (task !== 'regression' && params['epsilon'] !== undefined && settings.epsilon !== svmParams.epsilon.default)
    throw refuse('epsilon', settings.epsilon, `left out for ${task}`);
  if (settings.kernel === 'linear' || (settings.kernel === 'auto' && rows > MOST_AUTO_ROWS)) return { ...settings, solver: 'linear' };
  if (rows <= settings.exactRows) return { ...settings, solver: 'exact' };
  if (rows * settings.landmarks > MOST_KERNELS)
    throw refuse('landmarks', settings.landmarks, `at most ${Math.floor(MOST_KERNELS / rows)} for ${rows} rows`);
  return { ...settings, solver: 'landmarks' };
}

const refuse = (name: string, got: number, due: string): Error =>
  mwError('MW_LEARN_PARAM_VALUE', { learner: 'svm', name, got: String(got), due });
