import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chiSquareTail, discoveries, rateDifference } from '../../../evaluate/index.js';
import { chiSquare } from './chi-square.js';
import { balancedV, cramersV } from './cramers-v.js';
import { binomialTail, drawnTail } from './exact-tails.js';
import { jensenShannon } from './jensen-shannon.js';
import { place } from '../placed.js';
import { placedKs } from '../placed-figures.js';
import { pointsOf } from '../reference-points.js';
import { kolmogorovSmirnovP, kolmogorovTail } from './kolmogorov-smirnov.js';
import { noncentralityInterval } from './noncentral.js';
import { HALF_A_ROW, psi } from './psi.js';
import { wasserstein } from './wasserstein.js';

interface Fixture {
  readonly numbers: readonly ({ readonly name: string; readonly a: number[]; readonly b: number[] } & Readonly<Record<string, number>>)[];
  readonly levels: readonly ({ readonly name: string; readonly table: [number[], number[]] } & Readonly<Record<string, number>>)[];
  readonly tails: Readonly<Record<'chi2' | 'kstwo' | 'binomial' | 'drawn' | 'noncentral', readonly number[][]>>;
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/statistics.json', import.meta.url), 'utf8')) as Fixture;
const relative = (got: number, due: number): number => Math.abs(got - due) / Math.max(1e-300, Math.abs(due));

/** The bins of equal width in which Evidently counts numbers: `numpy.histogram_bin_edges` with `sturges`, over both samples. */
function sturgesCounts(low: number, high: number, ...samples: readonly Float64Array[]): Float64Array[] {
  const rows = samples.reduce((sum, sample) => sum + sample.length, 0);
  const bins = low === high ? 1 : Math.max(1, Math.ceil(Math.log2(rows) + 1));
  const [from, width] = low === high ? [low - 0.5, 1] : [low, (high - low) / bins];
  const edges = Array.from({ length: bins }, (_, k) => from + k * width);
  return samples.map((sample) => {
    const counts = new Float64Array(bins);
    for (const value of sample) counts[edges.findLastIndex((edge) => edge <= value)]++;
    return counts;
  });
}

/** How Evidently fills empty bins: a ten-thousandth, or a millionth of the least share where that is already as small. */
function filled(counts: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(counts);
  const total = shares.reduce((sum, n) => sum + n, 0);
  const least = Math.min(...shares.filter((n) => n > 0)) / total;
  return shares.map((n) => (n === 0 ? (least <= 0.0001 ? least / 1e6 : 0.0001) : n / total));
}
const psiOfShares = (e: Float64Array, a: Float64Array): number => e.reduce((sum, own, k) => sum + (a[k] - own) * Math.log(a[k] / own), 0);

describe('distances of numbers', () => {
  it.each(fixture.numbers.map((one) => [one.name, one] as const))('%s: as SciPy and Evidently have them', (_, one) => {
    const [a, b] = [Float64Array.from(one.a).toSorted(), Float64Array.from(one.b).toSorted()];
    expect(relative(wasserstein(a, b), one['wasserstein'])).toBeLessThan(1e-9);
    const mean = a.reduce((sum, x) => sum + x, 0) / a.length;
    const std = Math.sqrt(a.reduce((sum, x) => sum + (x - mean) ** 2, 0) / a.length);
    expect(relative(wasserstein(a, b) / std, one['evidently_wasserstein'])).toBeLessThan(1e-9);
    const ks = placedKs(place(pointsOf(a), b));
    expect(relative(ks, one['ks'])).toBeLessThan(1e-9);
    expect(Math.abs(kolmogorovSmirnovP(a.length, b.length, ks) - one['ks_p'])).toBeLessThan(3e-4);
    const [e, w] = sturgesCounts(Math.min(a[0], b[0]), Math.max(a.at(-1)!, b.at(-1)!), a, b);
    expect(relative(jensenShannon(e, w), one['jensen_shannon_2'])).toBeLessThan(1e-9);
    expect(relative(jensenShannon(e, w, Math.E), one['evidently_jensen_shannon'])).toBeLessThan(1e-9);
    expect(relative(psiOfShares(filled(e), filled(w)), one['evidently_psi'])).toBeLessThan(1e-9);
  });
});

describe('comparisons of levels', () => {
  it.each(fixture.levels.map((one) => [one.name, one] as const))('%s: as SciPy and Evidently have them', (_, one) => {
    const [e, w] = one.table;
    const { statistic, df, p } = chiSquare(e, w);
    expect(relative(statistic, one['chi2'])).toBeLessThan(1e-9);
    expect(df).toBe(one['df']);
    expect(relative(p, one['p'])).toBeLessThan(1e-9);
    expect(relative(cramersV(e, w), one['cramers_v'])).toBeLessThan(1e-9);
    expect(Math.abs(cramersV(e, w, { corrected: true }) - one['cramers_v_corrected'])).toBeLessThan(1e-9);
    expect(relative(jensenShannon(e, w), one['jensen_shannon_2'])).toBeLessThan(1e-9);
    expect(relative(jensenShannon(e, w, Math.E), one['evidently_jensen_shannon'])).toBeLessThan(1e-9);
    expect(relative(psi(e, w, { least: 0.0001 }), one['evidently_psi'])).toBeLessThan(1e-9);
  });

  it('V of equal sizes is that of the table with equal sizes, and does not fall when one side is large', () => {
    expect(balancedV([50, 50], [800, 200])).toBeCloseTo(cramersV([500, 500], [800, 200]), 12);
    expect(balancedV([5, 5], [8000, 2000])).toBeCloseTo(balancedV([50, 50], [8, 2]), 12);
  });
});

describe('tails', () => {
  const { chi2, kstwo, binomial, drawn, noncentral } = fixture.tails;

  it('of chi-square, the binomial and draws without replacement are SciPy’s', () => {
    for (const [x, df, p] of chi2) expect(relative(chiSquareTail(x, df), p), `chi2 ${x} ${df}`).toBeLessThan(1e-9);
    for (const [k, n, share, p] of binomial) expect(relative(binomialTail(k, n, share), p), `binomial ${k}`).toBeLessThan(1e-9);
    for (const [k, n, marked, rows, p] of drawn) expect(relative(drawnTail(k, n, marked, rows), p), `drawn ${k}`).toBeLessThan(1e-9);
  });

  it('of Kolmogorov’s statistic are within 3e-4 of the exact ones', () => {
    for (const [n, d, p] of kstwo) expect(Math.abs(kolmogorovTail(n, d) - p), `${n} ${d}`).toBeLessThan(3e-4);
  });

  it('give noncentralities within 1% of SciPy’s', () => {
    for (const [x, df, low, high] of noncentral) {
      const [ours, above] = noncentralityInterval(x, df);
      expect(relative(ours, low), `low of ${x}, ${df}`).toBeLessThan(0.01);
      expect(relative(above, high), `high of ${x}, ${df}`).toBeLessThan(0.01);
    }
    expect(noncentralityInterval(1, 5)[0]).toBe(0);
  });
});

describe('by hand', () => {
  it('PSI of 50:50 and 60:40 is 0.1 ln 1.5', () => {
    expect(psi([50, 50], [60, 40], { least: 1e-4 })).toBeCloseTo(0.1 * Math.log(1.2) - 0.1 * Math.log(0.8), 12);
    expect(psi([0, 3], [3, 0], HALF_A_ROW)).toBeCloseTo(2 * 0.75 * Math.log(7), 12);
  });

  it('Newcombe’s example: 56/70 less 48/80 is 0.2, 0.0524 to 0.3339', () => {
    const { value, low, high } = rateDifference(48, 80, 56, 70);
    expect([value, low, high].map((x) => Number(x.toFixed(4)))).toEqual([0.2, 0.0524, 0.3339]);
  });

  it('Benjamini and Hochberg’s example rejects four of fifteen at 5%, the safe one of any dependence three', () => {
    const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    expect(discoveries(ps, 0.05).filter(Boolean)).toHaveLength(4);
    expect(discoveries(ps, 0.05, true).filter(Boolean)).toHaveLength(3);
    expect(discoveries([0.2, 0.3], 0.05)).toEqual([false, false]);
  });
});
