import { setImmediate } from 'node:timers/promises';
import { mwError, type Matrix } from '../../core/index.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { paceOf } from '../pace.js';
import { resolveParams } from '../params.js';
import { ecodPredictor, type Ecod } from './predictor.js';
import { tailsOf, type Tails } from './tails.js';

/**
 * Fits the tails of the columns. Throws `MW_LEARN_ROWS` or `MW_LEARN_NOTHING_VARIES` where the rows are too few or all alike, and the
 * signal's reason once it is aborted.
 */
export async function fitEcod({ x, weights }: RowsInput<'outlier'>, run: FitRun): Promise<Predictor> {
  resolveParams('ecod', {}, run.params);
  run.progress?.('sorting columns', 0, 1);
  await setImmediate();
  run.signal.throwIfAborted();
  if (x.rows < 2) throw mwError('MW_LEARN_ROWS', { learner: 'ecod', rows: x.rows, need: 2 });
  const fitted = joinedTails(x, await tailsOf(x, weights, paceOf(run.signal)));
  if (fitted.knots.length === 0) throw mwError('MW_LEARN_NOTHING_VARIES', { learner: 'ecod', columns: x.columns.map((c) => c.name) });
  return ecodPredictor(fitted, x.columns.length);
}

function joinedTails(x: Matrix, tails: readonly Tails[]): Ecod {
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
