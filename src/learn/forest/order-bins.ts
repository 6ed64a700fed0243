const FEW = 24;

/** Sorts the first `count` bins of `order` by `keys[bin]`, ascending; of equal keys the lower bin comes first. */
export function orderBins(order: Int32Array, count: number, keys: Float64Array): void {
  if (count > FEW) {
    order.subarray(0, count).sort((a, b) => keys[a] - keys[b] || a - b);
    return;
  }
  for (let i = 1; i < count; i++) {
    const bin = order[i];
    const key = keys[bin];
    let j = i - 1;
    while (j >= 0 && (keys[order[j]] > key || (keys[order[j]] === key && order[j] > bin))) order[j + 1] = order[j--];
    order[j + 1] = bin;
  }
}
