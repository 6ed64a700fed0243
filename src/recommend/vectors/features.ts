import { doublesOf, finished, random, type Matrix, type MatrixColumn, type Steps } from '../../core/index.js';
import { unitVectors, type ItemVectors } from './item-vectors.js';

/** How what is known of items becomes vectors: made for some items, it places others among them. */
export interface FeatureSpace {
  /** Of the items that it was made for. */
  readonly vectors: ItemVectors;
  /** Of items with columns of the same names: columns and levels that are not of the space say nothing. */
  readonly of: (features: Matrix) => ItemVectors;
}

/**
 * Vectors of items by what is known of them: a number in standard deviations from its mean, so that a price says as much as a category does, a flag and a level as 1
 * or 0 less its share; nothing where it is missing. More axes than `width` (default 64) are projected on so many by seeded signs, which keeps products within
 * about 1/√width (Achlioptas, JCSS 2003).
 */
export const vectorsByFeatures = (features: Matrix, width = 64, seed = 0): ItemVectors => featureSpace(features, width, seed).vectors;

/** The same, a column a step. */
export const featureVectors = (features: Matrix, width = 64, seed = 0): Steps<ItemVectors> =>
  vectorsBy(writersOf(features, width, seed), features);

/** The same, for items that come later, too: means and deviations stay those of the first. Costs a step per item, column and number of a vector. */
export function featureSpace(features: Matrix, width = 64, seed = 0): FeatureSpace {
  const writers = writersOf(features, width, seed);
  const of = (some: Matrix): ItemVectors => finished(vectorsBy(writers, some));
  return { vectors: of(features), of };
}

/** Adds what one column says of items to their vectors. */
type Written = (features: Matrix, out: Float64Array) => void;

/** What writes vectors, and how many numbers they have. */
interface Writers {
  readonly size: number;
  readonly made: readonly Written[];
}

function writersOf(features: Matrix, width: number, seed: number): Writers {
  const axes = features.columns.reduce((sum, column) => sum + axesOf(column), 0);
  const size = Math.max(1, Math.min(width, axes));
  const signs = (name: string): Float64Array | undefined => (axes > width ? signsOf(seed, name, size) : undefined);
  const made: Written[] = [];
  for (let c = 0, axis = 0; c < features.columns.length; axis += axesOf(features.columns[c++]))
    made.push(written(features.columns[c], axis, size, signs));
  return { size, made };
}

function* vectorsBy({ size, made }: Writers, features: Matrix): Steps<ItemVectors> {
  const out = new Float64Array(features.rows * size);
  for (const write of made) {
    yield;
    write(features, out);
  }
  yield;
  return unitVectors(out, size);
}

const axesOf = (column: MatrixColumn): number => (column.kind === 'category' ? column.levels.length : 1);

function written(column: MatrixColumn, axis: number, size: number, signsFor: (name: string) => Float64Array | undefined): Written {
  const add = (out: Float64Array, item: number, at: number, value: number, signs: Float64Array | undefined): void => {
    if (!signs) out[item * size + at] += value;
    else for (let d = 0; d < size; d++) out[item * size + d] += value * signs[d];
  };
  const { kind, name } = column;
  const same = ({ columns }: Matrix): MatrixColumn | undefined => columns.find((one) => one.kind === kind && one.name === name);
  if (column.kind === 'category') {
    const placeOf = new Map(column.levels.map((level, place) => [level, place]));
    const signs = column.levels.map((level) => signsFor(`${name}=${level}`));
    return (features, out) => {
      const own = same(features);
      if (own?.kind !== 'category') return;
      const places = own.levels.map((level) => placeOf.get(level) ?? -1);
      own.codes.forEach((code, item) => {
        const place = code < 0 ? -1 : places[code];
        if (place >= 0) add(out, item, axis + place, 1, signs[place]);
      });
    };
  }
  const [centre, signs] = [centred(doublesOf(column), kind === 'number'), signsFor(name)];
  return (features, out) => {
    const own = same(features);
    if (own && own.kind !== 'category')
      doublesOf(own).forEach((value, item) => {
        const apart = centre(value);
        if (apart !== 0) add(out, item, axis, apart, signs);
      });
  };
}

function signsOf(seed: number, name: string, width: number): Float64Array {
  const draw = random(seed, 'feature vectors', name);
  return Float64Array.from({ length: width }, () => (draw.int(2) === 0 ? -1 : 1));
}

/** How far a value is from the mean of those, in standard deviations where they are numbers; missing ones are the mean. */
function centred(values: Float64Array, isNumber: boolean): (value: number) => number {
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
  return (value) => (Number.isNaN(value) ? 0 : (value - middle) * scale);
}
