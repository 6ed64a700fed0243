import type { PairedGain } from './paired.js';
import type { Known } from './known.js';

/** A model is simpler where a row takes at most this share of the time. */
const MUCH_CHEAPER = 0.5;
/** The share of the metric that simplicity may cost at most: what a gate lets a new version lose. */
const TOLERANCE = 0.005;

/**
 * The cheapest of the known trials that is as good as the best, as far as one can tell: not worse than it by more than one standard error of the paired
 * difference, nor by half a percent of the metric; its loss is `most` at most; a row takes half the time or less; and it tells exact shares of features if the best does. `undefined`
 * where there is none. (The one-standard-error rule of Breiman, Friedman, Olshen and Stone, 1984, by the paired error.)
 */
export function simplerThan(
  best: Known,
  known: readonly Known[],
  most: number,
  gainOver: (one: Known, other: Known) => PairedGain,
): Known | undefined {
  const half = MUCH_CHEAPER * microseconds(best);
  return known
    .filter((one) => one.trial.losses![0] <= most)
    .filter((one) => microseconds(one) <= half && (one.trial.explains || !best.trial.explains))
    .toSorted((a, b) => microseconds(a) - microseconds(b) || a.trial.cost!.bytes - b.trial.cost!.bytes || a.trial.number - b.trial.number)
    .find((one) => {
      const { value, standardError } = gainOver(one, best);
      return value >= -standardError && value >= -TOLERANCE * Math.abs(best.trial.losses![0]);
    });
}

const microseconds = ({ trial }: Known): number => trial.cost!.microseconds;
