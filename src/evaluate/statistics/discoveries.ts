/**
 * Which hypotheses are rejected when at most `rate` of the rejected ones may be false on average, with independent or positively dependent p-values: the
 * step-up procedure of Benjamini & Hochberg (J. R. Stat. Soc. B 57, 1995). Where nothing changed at all, the chance of any rejection is at most
 * `rate`, and just that for independent p-values. `anyDependence` divides the rate by Σ 1/k (Benjamini & Yekutieli, Ann. Stat. 29, 2001).
 */
export function discoveries(ps: readonly number[], rate: number, anyDependence = false): readonly boolean[] {
  const harmonic = anyDependence ? ps.reduce((sum, _, k) => sum + 1 / (k + 1), 0) : 1;
  const ascending = ps.toSorted((a, b) => a - b);
  const last = ascending.findLastIndex((p, k) => p <= (rate * (k + 1)) / (ps.length * harmonic));
  return ps.map((p) => last >= 0 && p <= ascending[last]);
}
