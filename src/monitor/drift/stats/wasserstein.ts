/**
 * Wasserstein-1 (earth mover's) distance of two samples: the area between their distribution functions, in the units of the values.
 * Both ascending, without `NaN`; `NaN` when either is empty. O(n + m).
 *
 * ```ts
 * wasserstein(Float64Array.of(0, 1, 3), Float64Array.of(5, 6, 8)) // 5
 * ```
 */
export function wasserstein(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return NaN;
  let [i, j, area] = [0, 0, 0];
  let at = Math.min(a[0], b[0]);
  while (i < a.length || j < b.length) {
    const next = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
    area += Math.abs(i / a.length - j / b.length) * (next - at);
    while (i < a.length && a[i] === next) i++;
    while (j < b.length && b[j] === next) j++;
    at = next;
  }
  return area;
}
