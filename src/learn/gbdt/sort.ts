/**
 * Sorts the first `count` entries of `items` by `keys[item]`, ascending and stable, without allocating. `scratch` has room for as
 * many. Bottom-up merge sort.
 */
export function sortByKey(items: Int32Array, count: number, keys: Float64Array, scratch: Int32Array): void {
  let [from, to] = [items, scratch];
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      mergeRuns(from, to, keys, start, Math.min(start + width, count), Math.min(start + 2 * width, count));
    }
    [from, to] = [to, from];
  }
  if (from !== items) for (let i = 0; i < count; i++) items[i] = from[i];
}

function mergeRuns(from: Int32Array, to: Int32Array, keys: Float64Array, start: number, middle: number, end: number): void {
  let left = start;
  let right = middle;
  for (let i = start; i < end; i++) {
    const takeLeft = left < middle && (right >= end || keys[from[left]] <= keys[from[right]]);
    to[i] = takeLeft ? from[left++] : from[right++];
  }
}
