import { doublesOf, random, type Matrix, type MatrixColumn } from '../../core/index.js';
import { unitVectors, type ItemVectors } from './item-vectors.js';

/** Numbers of one column that vectors are made of: where each item has one other than 0. */
type Axes = readonly { readonly name: string; readonly values: Float64Array }[];

/**
 * Vectors of items by what is known of them: a number in standard deviations from its mean, so that a price says as much as a category does, a flag and a level as 1
 * or 0 less its share; nothing where it is missing. More axes than `width` (default 64) are projected on so many by seeded signs, which keeps products within
 * about 1/√width (Achlioptas, JCSS 2003).
 */
export function vectorsByFeatures(features: Matrix, width = 64, seed = 0): ItemVectors {
  const axes = features.columns.flatMap(axesOf);
  const size = Math.max(1, Math.min(width, axes.length));
  const out = new Float64Array(features.rows * size);
  axes.forEach(({ name, values }, a) => {
    const signs = axes.length > width ? signsOf(seed, name, size) : undefined;
    for (let i = 0; i < features.rows; i++) {
      if (values[i] === 0) continue;
      if (!signs) out[i * size + a] += values[i];
      else for (let d = 0; d < size; d++) out[i * size + d] += values[i] * signs[d];
    }
  });
  return unitVectors(out, size);
}

function signsOf(seed: number, name: string, width: number): Float64Array {
  const draw = random(seed, 'feature vectors', name);
  return Float64Array.from({ length: width }, () => (draw.int(2) === 0 ? -1 : 1));
}

function axesOf(column: MatrixColumn): Axes {
  if (column.kind !== 'category') return [{ name: column.name, values: centred(doublesOf(column), column.kind === 'number') }];
  return column.levels.map((level, code) => ({
    name: `${column.name}=${level}`,
    values: Float64Array.from(column.codes, (one) => (one === code ? 1 : 0)),
  }));
}

/** Less their mean, and by their standard deviation where they are numbers; missing ones are the mean. */
function centred(values: Float64Array, isNumber: boolean): Float64Array {
  let [count, mean, square] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const apart = value - mean;
    mean += apart / ++count;
    square += apart * (value - mean);
  }
  const deviation = Math.sqrt(square / Math.max(1, count));
  const scale = isNumber ? (deviation > 0 ? 1 / deviation : 0) : 1;
  const middle = isNumber ? mean : 0;
  return values.map((value) => (Number.isNaN(value) ? 0 : (value - middle) * scale));
}
