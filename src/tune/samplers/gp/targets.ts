import type { Observed } from '../../sampler.js';

/**
 * Losses as a Gaussian process likes them: standardised, and the trials that failed, broke a constraint or were pruned early as bad as
 * the worst that came to its end. What is worse than the median counts by its logarithm: how bad a bad trial is says little about where the
 * best are, and would make all good ones look alike.
 */
export function targetsOf(seen: readonly Observed[]): Float64Array {
  const sound = seen.flatMap(({ losses, violation = 0, reached = 1 }) => (losses && violation === 0 && reached === 1 ? losses[0] : []));
  const worst = sound.length ? sound.reduce((a, b) => Math.max(a, b)) : 0;
  const raw = Float64Array.from(seen, ({ losses, violation = 0, reached = 1 }) =>
    losses && violation === 0 && reached === 1 ? losses[0] : worst,
  );
  const sorted = raw.toSorted();
  const median = sorted[sorted.length >> 1];
  const spread = median - sorted[0];
  const tamed = spread > 0 ? raw.map((v) => (v <= median ? (v - median) / spread : Math.log1p((v - median) / spread))) : raw;
  const mean = tamed.reduce((a, b) => a + b, 0) / tamed.length;
  const deviation = Math.sqrt(tamed.reduce((sum, v) => sum + (v - mean) ** 2, 0) / tamed.length);
  return tamed.map((v) => (deviation > 0 ? (v - mean) / deviation : 0));
}
