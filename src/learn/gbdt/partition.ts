/**
 * Puts the rows `rows[from … to - 1]` whose bin goes left before those that go right, both in their old order. `bins` is the bin of
 * every row in the column that decides; bin b goes left where `goesLeft[offset + b]` is 1, right where it is 0. `spare` has room
 * for the rows that go right. Returns where the right ones begin.
 */
export function partition(
  rows: Int32Array,
  from: number,
  to: number,
  bins: Uint8Array | Uint16Array,
  goesLeft: Uint8Array,
  offset: number,
  spare: Int32Array,
): number {
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const isLeft = goesLeft[offset + bins[row]];
    rows[left] = row;
    spare[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i];
  return left;
}
