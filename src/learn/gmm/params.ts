import type { ParamTable } from '../params.js';

/** How the spread of one segment may look. */
export type Covariance = 'full' | 'diagonal';

/** Parameters of `gmm`. */
export interface GmmParams {
  /** How many segments; 0: 1 to 10, as many as the Bayesian information criterion says (default). */
  readonly segments: number;
  /** `full`: ellipses in any direction; `diagonal`: along the coordinates (default `full`). */
  readonly covariance: Covariance;
  /** Searches from different starts, of which the likeliest counts (default 1). */
  readonly starts: number;
  /** Rounds of one search at most (default 200). */
  readonly rounds: number;
  /** A round that brings less log-likelihood per row than this is the last (default 0.0001). */
  readonly tolerance: number;
  /** Added to every variance, in units of the training rows' own (default 0.01). */
  readonly regularise: number;
}

/** Range, default and meaning of each parameter of `gmm`. */
export const gmmTable = {
  segments: {
    type: 'int',
    low: 0,
    high: 100,
    scale: 'linear',
    default: 0,
    doc: 'How many segments; 0: 1 to 10, as many as the Bayesian information criterion says.',
  },
  covariance: {
    type: 'choice',
    choices: ['full', 'diagonal'],
    default: 'full',
    doc: 'Whether segments may be long in any direction, or along the coordinates only, which is quicker and needs fewer rows.',
  },
  starts: {
    type: 'int',
    low: 1,
    high: 100,
    scale: 'log',
    default: 1,
    doc: 'Searches from different starts, of which the likeliest segments count. n_init of scikit-learn.',
  },
  rounds: { type: 'int', low: 1, high: 10_000, scale: 'log', default: 200, doc: 'Rounds of one search at most.' },
  tolerance: {
    type: 'number',
    low: 0,
    high: 1,
    scale: 'linear',
    default: 1e-4,
    doc: 'A round that brings less log-likelihood per row than this is the last.',
  },
  regularise: {
    type: 'number',
    low: 1e-9,
    high: 10,
    scale: 'log',
    default: 0.01,
    doc: 'Added to every variance, so that no segment shrinks to a point. reg_covar of scikit-learn.',
  },
} as const satisfies ParamTable;
