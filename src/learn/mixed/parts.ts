import type { ColumnHead } from '../../core/index.js';
import type { CheckedParts } from '../checked-parts.js';
import type { PartArray } from '../learner.js';
import { MOST_DEVIATIONS } from '../standardise.js';
import { spaceFrom, type Points, type Space } from './space.js';

/** Names of the arrays of {@link spaceParts} and {@link pointParts}. */
export const SPACE_NAMES = ['mean', 'deviation'] as const;
export const POINT_NAMES = ['numbers', 'codes'] as const;

/** What a fit found of the columns, as the artifact stores it. */
export const spaceParts = ({ mean, deviation }: Space): Record<(typeof SPACE_NAMES)[number], PartArray> => ({
  mean: mean.slice(),
  deviation: deviation.slice(),
});

/** Points as the artifact stores them: 8 bytes per number and 4 per code. */
export const pointParts = ({ numbers, codes }: Points): Record<(typeof POINT_NAMES)[number], PartArray> => ({
  numbers: numbers.slice(),
  codes: codes.slice(),
});

/** The space again. Throws `MW_LEARN_PARTS`. */
export function spaceFromParts({ array, damaged }: CheckedParts, heads: readonly ColumnHead[]): Space {
  const numbers = heads.filter((head) => head.kind === 'number').length;
  const [mean, deviation] = SPACE_NAMES.map((name) => array(name, Float64Array, numbers).slice());
  const narrow = deviation.findIndex((d) => d < 0);
  if (narrow >= 0) throw damaged(`"deviation" holds ${deviation[narrow]} at entry ${narrow}, below zero`);
  return spaceFrom(heads, mean, deviation);
}

/** `rows` points of that space again. Throws `MW_LEARN_PARTS`. */
export function pointsFromParts({ array, damaged }: CheckedParts, space: Space, rows: number): Points {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const numbers = array('numbers', Float64Array, rows * width).slice();
  const far = numbers.findIndex((value) => Math.abs(value) > MOST_DEVIATIONS);
  if (far >= 0) throw damaged(`"numbers" holds ${numbers[far]} at entry ${far}, beyond any standardised number`);
  const codes = array('codes', Int32Array, rows * codeWidth).slice();
  const odd = codes.findIndex((code, at) => code < 0 || code > space.levels[at % codeWidth]);
  if (odd >= 0) throw damaged(`"codes" holds ${codes[odd]} at entry ${odd}, which is no level`);
  return { rows, numbers, codes };
}
