import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { ItemWeights } from '../item_weights/model.js';
import { usersByItems, type Sparse } from '../sparse.js';
import { invert } from './invert.js';
import type { EaseParams } from './params.js';

/** Solves for all items at once. */
export async function fitEase(interactions: Interactions, { params }: FitRun): Promise<ItemWeights> {
  const { l2 } = params as unknown as EaseParams;
  const items = interactions.items.length;
  const inverse = invert(gramOf(usersByItems(interactions), l2), items);
  const weight = new Float32Array(items * items);
  for (let i = 0; i < items; i++)
    for (let j = 0; j < items; j++) if (i !== j) weight[i * items + j] = -inverse[i * items + j] / inverse[j * items + j];
  return { items, weight };
}

/** XᵀX with a ridge on its diagonal. */
function gramOf({ lines, columns, start, column, value }: Sparse, l2: number): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let u = 0; u < lines; u++)
    for (let e = start[u]; e < start[u + 1]; e++)
      for (let f = start[u]; f < start[u + 1]; f++) gram[column[e] * columns + column[f]] += value[e] * value[f];
  for (let i = 0; i < columns; i++) gram[i * columns + i] += l2;
  return gram;
}
