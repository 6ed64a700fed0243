/** Whether row a comes before row b. */
export type Before = (a: number, b: number) => boolean;

/**
 * Reorders `rows` from `low` up to, not including, `high` so that no row after place `nth` comes before one ahead of it (Hoare 1961,
 * the median of three as pivot). Linear time on average. `before` is a strict order without ties.
 */
export function selectNth(rows: Int32Array, low: number, high: number, nth: number, before: Before): void {
  let [from, to] = [low, high - 1];
  while (from < to) {
    const pivot = medianOf(rows[from], rows[(from + to) >> 1], rows[to], before);
    let [i, j] = [from, to];
    while (i <= j) {
      while (before(rows[i], pivot)) i++;
      while (before(pivot, rows[j])) j--;
      if (i > j) break;
      const swapped = rows[i];
      rows[i++] = rows[j];
      rows[j--] = swapped;
    }
    if (nth <= j) to = j;
    else if (nth >= i) from = i;
    else return;
  }
}

function medianOf(a: number, b: number, c: number, before: Before): number {
  if (before(b, a)) [a, b] = [b, a];
  if (!before(c, b)) return b;
  return before(c, a) ? a : c;
}
