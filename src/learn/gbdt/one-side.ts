import { hashed, keyOf } from './sample.js';

/**
 * Gradient-based one-side sampling (Ke et al., "LightGBM", NeurIPS 2017): marks the `topShare` of the rows with the largest
 * |gradient × hessian|, summed over outputs, and draws `otherShare` of all rows from the rest, whose gradients and hessians grow so that
 * they stand for all the rest. `gradients` holds a row's pair at `2i`, per output, and is written to. Returns how many rows are marked.
 */
export function drawOneSide(
  gradients: readonly Float64Array[],
  topShare: number,
  otherShare: number,
  seed: number,
  round: number,
  bag: Uint8Array,
): number {
  const rows = bag.length;
  const top = markTop(gradients, Math.max(1, Math.round(rows * topShare)), bag);
  const others = Math.min(rows - top, Math.round(rows * otherShare));
  const key = keyOf(seed, 'one side', round);
  const factor = (rows - top) / others;
  let [taken, left] = [0, rows - top];
  for (let row = 0; row < rows; row++) {
    if (bag[row] === 1) continue;
    if (hashed(row, key) * left-- >= (others - taken) * 4294967296) continue;
    taken++;
    bag[row] = 1;
    for (const pairs of gradients) {
      pairs[2 * row] *= factor;
      pairs[2 * row + 1] *= factor;
    }
  }
  return top + taken;
}

/** Marks the `top` rows that matter most; of equal ones the first. */
function markTop(gradients: readonly Float64Array[], top: number, bag: Uint8Array): number {
  const weight = new Float64Array(bag.length);
  for (const pairs of gradients) for (let i = 0; i < weight.length; i++) weight[i] += Math.abs(pairs[2 * i] * pairs[2 * i + 1]);
  const edge = weight.toSorted()[weight.length - top];
  let atEdge = top - weight.reduce((count, w) => count + (w > edge ? 1 : 0), 0);
  for (let i = 0; i < weight.length; i++) {
    const isIn = weight[i] > edge || (weight[i] === edge && atEdge-- > 0);
    bag[i] = isIn ? 1 : 0;
  }
  return top;
}
