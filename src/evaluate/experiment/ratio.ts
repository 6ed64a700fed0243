/**
 * One number per row whose mean within each arm is Σ `values` / Σ `per` there, and whose variance is the ratio's by the delta method: with it a ratio
 * (revenue per order, where visitors are assigned and have many orders) is compared as a mean is (Deng, Knoblich & Lu, KDD 2018). `NaN` stays `NaN`.
 */
export function asMean(values: Float64Array, per: Float64Array, arm: ArrayLike<number>, arms: number): Float64Array {
  const [above, below, rows] = [new Float64Array(arms), new Float64Array(arms), new Float64Array(arms)];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || Number.isNaN(per[i])) continue;
    above[arm[i]] += values[i];
    below[arm[i]] += per[i];
    rows[arm[i]]++;
  }
  return values.map((value, i) => {
    const a = arm[i];
    const ratio = above[a] / below[a];
    return ratio + ((value - ratio * per[i]) * rows[a]) / below[a];
  });
}
