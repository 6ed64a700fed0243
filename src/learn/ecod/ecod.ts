import { setImmediate } from 'node:timers/promises';
import { mwError, type Matrix } from '../../core/index.js';
import type { Learner } from '../learner.js';
import { resolveParams } from '../params.js';
import { tailsFrom } from './parts.js';
import { ecodPredictor, type Ecod } from './predictor.js';
import { tailsOf } from './tails.js';

/**
 * Odd rows are those with values far out in their columns' tails (Z. Li et al., "ECOD: unsupervised outlier detection using empirical cumulative
 * distribution functions", IEEE TKDE 2022). A row's score is a sum of one share per column, −ln of the share of rows as far out. It has no setting, takes one
 * sort per column, and sees no odd pair of usual values. A level counts by how rare it is; a missing value not at all.
 */
export const ecod: Learner<'outlier'> = {
  name: 'ecod',
  summary: 'How far out in its tail each value of a row lies: quick, without any setting, and every score is a plain sum of reasons.',
  tasks: ['outlier'],
  params: {},
  fit: async ({ x, weights }, run) => {
    resolveParams('ecod', {}, run.params);
    run.progress?.('sorting columns', 0, 1);
    await setImmediate();
    run.signal.throwIfAborted();
    if (x.rows < 2) throw mwError('MW_LEARN_ROWS', { learner: 'ecod', rows: x.rows, need: 2 });
    const fitted = fittedTo(x, weights);
    if (fitted.knots.length === 0) throw mwError('MW_LEARN_NOTHING_VARIES', { learner: 'ecod', columns: x.columns.map((c) => c.name) });
    return ecodPredictor(fitted, x.columns.length);
  },
  fromParts: (parts, columns) => ecodPredictor(tailsFrom(parts, columns), columns.length),
};

function fittedTo(x: Matrix, weights: Float64Array | undefined): Ecod {
  const tails = tailsOf(x, weights);
  const first = new Int32Array(tails.length + 1);
  tails.forEach(({ knots }, j) => (first[j + 1] = first[j] + knots.length));
  const joined = (of: (one: (typeof tails)[number]) => Float64Array): Float64Array =>
    Float64Array.from(tails.flatMap((one) => [...of(one)]));
  return {
    first,
    knots: joined((one) => one.knots),
    left: joined((one) => one.below.map(surprise)),
    right: joined((one) => one.above.map(surprise)),
    exact: Uint8Array.from(x.columns, (c) => (c.kind === 'number' ? 0 : 1)),
    leftSkewed: Uint8Array.from(tails, ({ skewness }) => (skewness < 0 ? 1 : 0)),
  };
}

const surprise = (share: number): number => -Math.log(Math.min(1, share)) + 0;
