import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { dimensionsOf, SPACE_ARRAYS, spaceArrays, spaceFrom } from '../space/index.js';
import { whitenSize } from './mixture.js';
import type { Covariance } from './params.js';
import type { Gmm } from './predictor.js';

const FORMAT = 1;
/** Beyond what a mean, or an inverse deviation, can be. */
const FURTHEST = 1e10;
const LEAST_SPREAD = 1e-12;
const LEAST_SHARE = 1e-300;

/** The mixture as the artifact stores it: per segment 8 bytes, for each coordinate 8, and 8 for each entry of its covariance. */
export const partsOfMixture = ({ space, mixture, spread }: Gmm, columns: number): Parts => ({
  meta: { format: FORMAT, outputs: mixture.share.length, columns, covariance: mixture.covariance },
  arrays: {
    ...spaceArrays(space),
    share: mixture.share.slice(),
    centres: mixture.mean.slice(),
    whiten: mixture.whiten.slice(),
    spread: spread.slice(),
  },
});

/** A stored mixture again. Throws `MW_LEARN_PARTS`. */
export function mixtureFrom(parts: Parts, columns: readonly ColumnHead[]): Gmm {
  const checked = checkedParts('gmm', parts, FORMAT, columns.length, [...SPACE_ARRAYS, 'share', 'centres', 'whiten', 'spread']);
  const { outputs, array, damaged } = checked;
  const { covariance } = parts.meta as { readonly [key: string]: Json };
  if (covariance !== 'full' && covariance !== 'diagonal') throw damaged(`"covariance" is ${JSON.stringify(covariance)}`);
  const space = spaceFrom(checked, columns);
  const dims = dimensionsOf(space);
  const within = (name: string, length: number, least: number, most: number): Float64Array => {
    const values = array(name, Float64Array, length);
    const odd = values.findIndex((v) => v < least || v > most);
    if (odd >= 0) throw damaged(`"${name}" holds ${values[odd]} at entry ${odd}, which no fit makes`);
    return values;
  };
  const mixture = {
    covariance: covariance as Covariance,
    dims,
    share: within('share', outputs, LEAST_SHARE, 1),
    mean: within('centres', outputs * dims, -FURTHEST, FURTHEST),
    whiten: within('whiten', outputs * whitenSize(covariance, dims), -FURTHEST, FURTHEST),
  };
  return { space, mixture, spread: within('spread', dims, LEAST_SPREAD, FURTHEST ** 2) };
}
