/**
 * Edges of equal width over the values of two samples together, as many as Sturges' rule says for all of them (`numpy.histogram_bin_edges`
 * with `sturges`, on which Evidently bins numbers). At least two edges; a single value has one bin around it.
 */
export function sturgesEdges(low: number, high: number, values: number): Float64Array {
  if (low === high) return Float64Array.of(low - 0.5, high + 0.5);
  const bins = Math.max(1, Math.ceil((high - low) / ((high - low) / (Math.log2(values) + 1))));
  const step = (high - low) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? high : low + k * step));
}

/**
 * Edges between which equal shares of the reference lie: its quantiles (linear between neighbours), equal ones once. The outer bins are
 * open, so the first and last edge are −Infinity and Infinity.
 */
export function quantileEdges(ascending: Float64Array, bins: number): Float64Array {
  const inner = Array.from({ length: bins - 1 }, (_, k) => {
    const at = ((k + 1) / bins) * (ascending.length - 1);
    const below = Math.floor(at);
    const next = ascending[Math.min(below + 1, ascending.length - 1)];
    return ascending[below] + (at - below) * (next - ascending[below]);
  });
  return Float64Array.from([-Infinity, ...new Set(ascending.length === 0 ? [] : inner), Infinity]);
}

/** Values per bin `[edge, next edge)`, the last one closed. Values outside count nowhere; nor does `NaN`. O(values · log bins). */
export function binCounts(values: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length - 1);
  const last = edges[edges.length - 1];
  for (const value of values) {
    if (!(value >= edges[0] && value <= last)) continue;
    let [low, high] = [0, counts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (edges[middle] <= value) low = middle;
      else high = middle - 1;
    }
    counts[low]++;
  }
  return counts;
}
