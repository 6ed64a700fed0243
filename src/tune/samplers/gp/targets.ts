import type { Observed } from '../../sampler.js';

/**
 * Losses as a Gaussian process likes them: standardised, and the trials that failed, broke a constraint or were pruned early as bad as
 * the worst that came to its end.
 */
export function targetsOf(seen: readonly Observed[]): Float64Array {
  const sound = seen.flatMap(({ losses, violation = 0, reached = 1 }) => (losses && violation === 0 && reached === 1 ? losses[0] : []));
  const worst = sound.length ? sound.reduce((a, b) => Math.max(a, b)) : 0;
  const raw = Float64Array.from(seen, ({ losses, violation = 0, reached = 1 }) =>
    losses && violation === 0 && reached === 1 ? losses[0] : worst,
  );
  const mean = raw.reduce((a, b) => a + b, 0) / raw.length;
  const deviation = Math.sqrt(raw.reduce((sum, v) => sum + (v - mean) ** 2, 0) / raw.length);
  return raw.map((v) => (deviation > 0 ? (v - mean) / deviation : 0));
}
