import type { Matrix } from '../../core/index.js';
import type { Contributions, Predictor } from '../learner.js';
import type { LinearModel } from '../linear/model.js';
import { predictorOf as linearPredictor } from '../linear/predictor.js';

/** Logarithms are kept within this, so that means are finite and above 0. */
const LARGEST_LOG = 700;

const kept = (log: number): number => (log > LARGEST_LOG ? LARGEST_LOG : log < -LARGEST_LOG ? -LARGEST_LOG : log);
const meanOf = (log: number): number => Math.exp(kept(log));

/** A linear model of the logarithm as a predictor of the mean. */
export function predictorOf(model: LinearModel): Predictor {
  const logs = linearPredictor(model);
  return {
    outputs: 1,
    predict(x, out) {
      logs.predict(x, out);
      for (let i = 0; i < x.rows; i++) out[i] = meanOf(out[i]);
    },
    predictRow(row, out) {
      logs.predictRow(row, out);
      out[0] = meanOf(out[0]);
    },
    contributions: (x) => shareOut(logs.contributions!(x), x),
    toParts: () => logs.toParts(),
  };
}

/**
 * Effects add up on the scale of logarithms. What a row's mean is above or below that of a row of average effects is shared out in
 * proportion to them: effect × (mean − base) / (ln mean − ln base), the logarithmic mean of the two. It is the Aumann–Shapley value of
 * the exponential, and in energy studies the logarithmic-mean Divisia index (Ang, Energy Policy 32, 2004): nothing is left over, and
 * columns with equal effects get equal shares.
 */
function shareOut({ base, effects }: Contributions, x: Matrix): Contributions {
  const columns = x.columns.length;
  const log = kept(base[0]);
  const mean = Math.exp(log);
  for (let i = 0; i < x.rows; i++) {
    const of = effects.subarray(i * columns, (i + 1) * columns);
    const total = of.reduce((sum, effect) => sum + effect, 0);
    const scale = total === 0 ? mean : (mean * Math.expm1(kept(base[0] + total) - log)) / total;
    for (let j = 0; j < columns; j++) of[j] *= scale;
  }
  return { base: Float64Array.of(mean), effects };
}
