import { holding, type Interval } from '../interval.js';
import { scored } from '../scored.js';
import type { Resampling } from '../resample.js';
import { expectedMetrics } from '../expected/index.js';
import { metricNamed } from '../metrics/index.js';
import type { Task } from '../../learn/index.js';
import { meanInterval } from '../unlabelled/index.js';

/** How much of the error a better model of these features could avoid, as far as the rows tell. Plain JSON. */
export interface NoiseCeiling {
  /** Share of the model's squared error (of classes: of its Brier score) that rows have in common with their neighbours: at least so much could be avoided. */
  readonly avoidable: Interval;
  /** What a model of these features would reach that avoids it, and what the probabilities promise if they are the truth. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** Rows that were compared with their neighbours. */
  readonly rows: number;
}

/** What the model said of rows that it did not learn from, and the rows most like each of them. */
export interface NoiseInput extends Resampling {
  readonly task: Task;
  readonly classes: number;
  readonly y: Float64Array;
  readonly margins: Float64Array;
  /** Mean residual of the rows most like each row, the row itself left out: rows × classes (1 but for several classes). */
  readonly nearby: Float64Array;
}

/** Of each row truth − prediction, of several classes one for each; the prediction is the probability. */
export function residualsIn({ task, classes, y, margins }: Pick<NoiseInput, 'task' | 'classes' | 'y' | 'margins'>): Float64Array {
  const { scores } = scored(task, classes, y, margins);
  if (task !== 'multiclass') return scores.map((score, i) => y[i] - score);
  return scores.map((score, at) => (y[Math.floor(at / classes)] === at % classes ? 1 : 0) - score);
}

/**
 * The squared error that stays when what neighbours have in common is taken away, the noise: the mean of e·(e − ē), where e is a row's residual and ē that of rows like it. What a
 * row shares with its neighbours could be learned, what it does not is noise (L. Devroye, L. Györfi, G. Lugosi & H. Walk, "A nearest neighbor
 * estimate of the residual variance", Electron. J. Stat. 12, 2018, here of residuals, whose neighbours differ less than those of the target).
 * Where neighbours are far apart it takes for noise what nearer ones would show: the noise is at most so much.
 *
 * Regression: `rmse` and `r2` follow. Classes: `brier` follows for two of them; `log_loss`, `accuracy` and `auc` are those of the model's own probabilities if
 * they were the truth, so that a model which sees more than this one may do better.
 */
export function noiseCeiling(input: NoiseInput): NoiseCeiling {
  const { task, classes, y, nearby } = input;
  const width = task === 'multiclass' ? classes : 1;
  const residuals = residualsIn(input);
  const perRow = (of: (at: number) => number): Float64Array =>
    Float64Array.from(y, (_, i) => Array.from({ length: width }, (_unused, k) => of(i * width + k)).reduce((a, b) => a + b, 0));
  const own = perRow((at) => residuals[at] ** 2);
  const total = own.reduce((a, b) => a + b, 0) / y.length;
  const raw = meanInterval(
    perRow((at) => residuals[at] * (residuals[at] - nearby[at])),
    input,
  );
  const noise = { value: clamp(raw.value, 0, total), low: clamp(raw.low, 0, total), high: Math.max(0, raw.high) };
  const share = (of: number): number => (total > 0 ? clamp(1 - of / total, 0, 1) : 0);
  const avoidable = { value: share(noise.value), low: share(noise.high), high: share(noise.low) };
  return { avoidable, metrics: METRICS[task](input, noise), rows: y.length };
}

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x));

const METRICS: Readonly<Record<Task, (input: NoiseInput, noise: Interval) => Readonly<Record<string, Interval>>>> = {
  regression: ({ y }, noise) => {
    const mean = y.reduce((a, b) => a + b, 0) / y.length;
    const variance = y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / y.length;
    return {
      rmse: { value: Math.sqrt(noise.value), low: Math.sqrt(noise.low), high: Math.sqrt(noise.high) },
      ...(variance > 0
        ? { r2: { value: 1 - noise.value / variance, low: 1 - noise.high / variance, high: 1 - noise.low / variance } }
        : {}),
    };
  },
  binary: (input, noise) => ({ brier: noise, ...asPromised(input, ['log_loss', 'accuracy', 'auc']) }),
  multiclass: (input) => asPromised(input, ['log_loss', 'accuracy']),
};

function asPromised({ task, classes, y, margins, seed }: NoiseInput, names: readonly string[]): Readonly<Record<string, Interval>> {
  if (task === 'regression') return {};
  const metrics = names.map((name) => metricNamed(name, task));
  const expected = expectedMetrics({ task, classes, scores: scored(task, classes, y, margins).scores }, { seed, metrics });
  return Object.fromEntries(Object.entries(expected).map(([name, interval]) => [name, holding(interval, metricNamed(name).range)]));
}
