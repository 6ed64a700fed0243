import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { POINT_NAMES, pointParts, pointsFromParts, SPACE_NAMES, spaceFromParts, spaceParts } from '../mixed/parts.js';
import type { Space } from '../mixed/space.js';
import type { Body, SvmModel } from './model.js';
import { weightStarts } from './row-source.js';

const FORMAT = 1;
/** Sums of more than this could overflow. */
const LARGEST = 1e200;
const MOST_ROWS = 2 ** 31 - 1;

/**
 * A machine as the artifact stores it. Linear: 8 bytes per weight and output. rbf: per support vector or landmark 8 bytes for each
 * number and output and 4 for each flag or category; at most as many as training rows.
 */
export function partsOf({ outputs, space, body, slope, shift }: SvmModel): Parts {
  const meta = { format: FORMAT, outputs, columns: space.numbers.length + space.codes.length, kernel: body.kernel };
  const arrays = { ...spaceParts(space), slope: slope.slice(), shift: shift.slice() };
  if (body.kernel === 'linear') return { meta, arrays: { ...arrays, weights: body.weights.slice() } };
  return {
    meta: { ...meta, gamma: body.gamma, rows: body.points.rows },
    arrays: { ...arrays, ...pointParts(body.points), coefficients: body.coefficients.slice(), bias: body.bias.slice() },
  };
}

/** The machine again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[]): SvmModel {
  const meta = (parts.meta ?? {}) as { readonly [key: string]: Json };
  const own = meta['kernel'] === 'linear' ? ['weights'] : [...POINT_NAMES, 'coefficients', 'bias'];
  const checked = checkedParts('svm', parts, FORMAT, heads.length, [...SPACE_NAMES, 'slope', 'shift', ...own]);
  const { outputs, array, damaged } = checked;
  const space = spaceFromParts(checked, heads);
  const slope = array('slope', Float64Array, outputs).slice();
  const falling = slope.findIndex((value) => value < 0);
  if (falling >= 0) throw damaged(`"slope" holds ${slope[falling]} at entry ${falling}, below zero`);
  return { outputs, space, body: bodyFrom(checked, meta, space), slope, shift: array('shift', Float64Array, outputs).slice() };
}

function bodyFrom(checked: CheckedParts, meta: { readonly [key: string]: Json }, space: Space): Body {
  const { outputs, damaged } = checked;
  const read = (name: string, length: number): Float64Array => {
    const values = checked.array(name, Float64Array, length).slice();
    const large = values.findIndex((value) => Math.abs(value) > LARGEST);
    if (large >= 0) throw damaged(`"${name}" holds ${values[large]} at entry ${large}, beyond any fitted value`);
    return values;
  };
  if (meta['kernel'] === 'linear') return { kernel: 'linear', weights: read('weights', weightStarts(space)[space.codes.length] * outputs) };
  const { kernel, gamma, rows } = meta;
  if (kernel !== 'rbf') throw damaged(`its kernel is ${JSON.stringify(kernel)}`);
  if (typeof gamma !== 'number' || !(gamma >= 0 && gamma <= LARGEST)) throw damaged('"gamma" is not a number of at least 0');
  if (typeof rows !== 'number' || !Number.isInteger(rows) || rows < 0 || rows > MOST_ROWS) throw damaged('"rows" is not a whole number');
  return {
    kernel,
    gamma,
    points: pointsFromParts(checked, space, rows),
    coefficients: read('coefficients', rows * outputs),
    bias: read('bias', outputs),
  };
}
