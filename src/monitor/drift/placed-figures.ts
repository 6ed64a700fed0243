import type { Placed } from './placed.js';
import { jensenShannon } from './stats/jensen-shannon.js';
import { kolmogorovSmirnovP } from './stats/kolmogorov-smirnov.js';
import { psi } from './stats/psi.js';

/** Counts of reference and window in the same bins. */
export interface BinPair {
  readonly reference: Float64Array;
  readonly window: Float64Array;
}

/** The greatest distance between the distribution functions: exact. */
export function placedKs({ points, at, between, size }: Placed): number {
  const { counts } = points;
  let [most, r, w] = [0, 0, 0];
  for (let k = 0; k < at.length; k++) {
    w += between[k];
    const before = Math.abs(r / points.size - w / size);
    r += counts[k];
    w += at[k];
    const after = Math.abs(r / points.size - w / size);
    if (before > most) most = before;
    if (after > most) most = after;
  }
  return most;
}

/**
 * Both sides in bins that hold about equal shares of the reference: a point belongs to the bin in which the middle of its ranks lies, and what lies
 * between two points to the bin of the upper one. Bins without a point are left out, so ties make fewer of them.
 */
export function placedBins({ points, at, between }: Placed, bins: number): BinPair {
  const [reference, window] = [new Float64Array(bins), new Float64Array(bins)];
  let [passed, bin] = [0, 0];
  for (let k = 0; k < at.length; k++) {
    const own = points.counts[k];
    bin = Math.min(bins - 1, Math.floor((bins * (passed + own / 2)) / points.size));
    passed += own;
    reference[bin] += own;
    window[bin] += between[k] + at[k];
  }
  window[bin] += between[at.length];
  const used = reference.map((_, b) => b).filter((b) => reference[b] > 0);
  return { reference: used.map((b) => reference[b]), window: used.map((b) => window[b]) };
}

/** PSI and Jensen–Shannon distance over `bins` bins, and the Kolmogorov–Smirnov distance with its p-value. */
export function placedFigures(placed: Placed, bins: number): Readonly<Record<'psi' | 'jensen_shannon' | 'ks' | 'ks_p', number>> {
  const { reference, window } = placedBins(placed, bins);
  const ks = placedKs(placed);
  return {
    psi: psi(reference, window),
    jensen_shannon: jensenShannon(reference, window),
    ks,
    ks_p: kolmogorovSmirnovP(placed.points.size, placed.size, ks),
  };
}
