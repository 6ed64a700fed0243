/**
 * The places of the `k` highest scores that are not left out, the highest first; of equal ones that of the higher `ties` first, and then the lower place.
 * Fewer where there are fewer. Looks at each score once, and keeps a heap of k.
 */
export function topItems(scores: Float64Array, k: number, leftOut: (item: number) => boolean, ties?: Float64Array): Int32Array {
  const heap = new Int32Array(Math.min(k, scores.length));
  let size = 0;
  const isWorse = (a: number, b: number): boolean => scores[a] < scores[b] || (scores[a] === scores[b] && comesLater(a, b));
  const comesLater = (a: number, b: number): boolean => (ties && ties[a] !== ties[b] ? ties[a] < ties[b] : a > b);
  const sift = (from: number): void => {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      if (left >= size) return;
      const child = left + 1 < size && isWorse(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isWorse(heap[child], heap[at])) return;
      [heap[at], heap[child]] = [heap[child], heap[at]];
      at = child;
    }
  };
  if (heap.length === 0) return heap;
  // The lowest score on a full heap: most items end at one comparison with it.
  let bar = -Infinity;
  for (let item = 0; item < scores.length; item++) {
    if (scores[item] < bar || (scores[item] === bar && size === heap.length && !isWorse(heap[0], item))) continue;
    if (leftOut(item)) continue;
    if (size < heap.length) {
      heap[size++] = item;
      if (size < heap.length) continue;
      for (let at = (size >> 1) - 1; at >= 0; at--) sift(at);
    } else {
      heap[0] = item;
      sift(0);
    }
    bar = scores[heap[0]];
  }
  return heap.slice(0, size).toSorted((a, b) => (isWorse(a, b) ? 1 : -1));
}
