/** Stretches that insertion sorts faster than merging does. */
const SHORT = 16;

/** Sorts a part of two columns by the first, in place and stable: nothing to do where it is in order, else merges sorted stretches. Two columns of buffer. */
export function sortByTime(time: Float64Array, row: Uint32Array, from: number, end: number): void {
  let at = from + 1;
  while (at < end && time[at - 1] <= time[at]) at++;
  if (at >= end) return;
  for (let first = from; first < end; first += SHORT) insertionSort(time, row, first, Math.min(first + SHORT, end));
  if (end - from > SHORT) mergeStretches(time.subarray(from, end), row.subarray(from, end));
}

function insertionSort(time: Float64Array, row: Uint32Array, from: number, end: number): void {
  for (let i = from + 1; i < end; i++) {
    const [t, r] = [time[i], row[i]];
    let at = i;
    for (; at > from && time[at - 1] > t; at--) {
      time[at] = time[at - 1];
      row[at] = row[at - 1];
    }
    time[at] = t;
    row[at] = r;
  }
}

function mergeStretches(time: Float64Array, row: Uint32Array): void {
  const n = time.length;
  let [times, rows]: [Float64Array, Uint32Array] = [time, row];
  let [otherTimes, otherRows]: [Float64Array, Uint32Array] = [new Float64Array(n), new Uint32Array(n)];
  for (let width = SHORT; width < n; width *= 2) {
    for (let from = 0; from < n; from += 2 * width) {
      const [middle, end] = [Math.min(from + width, n), Math.min(from + 2 * width, n)];
      for (let [a, b, out] = [from, middle, from]; out < end; out++) {
        const at = b >= end || (a < middle && times[a] <= times[b]) ? a++ : b++;
        otherTimes[out] = times[at];
        otherRows[out] = rows[at];
      }
    }
    [times, rows, otherTimes, otherRows] = [otherTimes, otherRows, times, rows];
  }
  if (times !== time) {
    time.set(times);
    row.set(rows);
  }
}
