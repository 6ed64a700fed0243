import { checkedParts, type Parts } from '../../learn/index.js';
import type { AlsModel } from './model.js';

const FORMAT = 1;
const ARRAYS = ['factor', 'against'];
const MOST_FACTORS = 1024;

/** The model as data. */
export const partsOf = ({ items, factors, factor, against, alpha }: AlsModel): Parts => ({
  meta: { format: FORMAT, outputs: 1, columns: items, factors, alpha },
  arrays: { factor, against },
});

/** The model again, every array checked. */
export function modelFrom(learner: string, parts: Parts, items: number): AlsModel {
  const read = checkedParts(learner, parts, FORMAT, items, ARRAYS);
  const factors = read.setting<number>(
    'factors',
    (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_FACTORS,
  );
  const alpha = read.setting<number>('alpha', (value) => typeof value === 'number' && value >= 0);
  const against = read.array('against', Float64Array, factors * factors);
  for (let k = 0; k < factors; k++) if (!(against[k * factors + k] > 0)) throw read.damaged(`"against" has no ridge at factor ${k}`);
  return { items, factors, factor: read.array('factor', Float32Array, items * factors), against, alpha };
}
