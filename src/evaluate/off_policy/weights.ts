import type { Examination, LoggedRows } from './rows.js';

/** How many times as often the new policy does what was done. */
export interface ImportanceWeights {
  readonly weights: Float64Array;
  /** Rows whose weight was cut, and the share of all weight that this took away; absent where nothing was to be cut. */
  readonly clipped?: { readonly at: number; readonly rows: number; readonly lost: number };
}

/** The weights of rows: chance over propensity; under `cascade` times those of the places above in the slate. `clip` is the most that a weight may be. */
export function importanceWeights(rows: LoggedRows, examination: Examination, clip?: number): ImportanceWeights {
  const weights = Float64Array.from({ length: rows.reward.length }, (_, row) => rows.chance[row] / rows.propensity[row]);
  if (examination === 'cascade') multiplyDown(weights, rows);
  if (clip === undefined) return { weights };
  let [cut, before, after] = [0, 0, 0];
  const clippedWeights = weights.map((weight) => {
    const kept = Math.min(weight, clip);
    cut += Number(kept < weight);
    before += weight;
    after += kept;
    return kept;
  });
  return { weights: clippedWeights, clipped: { at: clip, rows: cut, lost: before === 0 ? 0 : 1 - after / before } };
}

/** The product over the places from the top to each. */
function multiplyDown(weights: Float64Array, { slate, position }: LoggedRows): void {
  if (!slate || !position) return;
  const order = Uint32Array.from(weights.keys()).toSorted((a, b) => slate[a] - slate[b] || position[a] - position[b]);
  for (let i = 1; i < order.length; i++) if (slate[order[i]] === slate[order[i - 1]]) weights[order[i]] *= weights[order[i - 1]];
}
