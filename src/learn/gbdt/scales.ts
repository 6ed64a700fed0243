import { hessianBits, type Precision, type Scales } from '../../kernel/index.js';

/** Largest power of two that is not above `x`; 1 for zero and beyond the range of doubles. */
function powerBelow(x: number): number {
  if (!(x > 0) || x === Infinity) return 1;
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(x) - 1e-9)));
}

/** What bounds the gradients of one tree. */
export interface Bounds {
  readonly gradientSum: number;
  readonly largestGradient: number;
  readonly hessianSum: number;
  readonly largestHessian: number;
}

/** Bounds of gradients with hessians between them; `undefined` when some is not finite, or a hessian is negative. */
export function boundsOf(gradients: Float64Array): Bounds | undefined {
  let [gradientSum, largestGradient, hessianSum, largestHessian] = [0, 0, 0, 0];
  for (let i = 0; i < gradients.length; i += 2) {
    const size = Math.abs(gradients[i]);
    const hessian = gradients[i + 1];
    gradientSum += size;
    hessianSum += hessian;
    if (size > largestGradient) largestGradient = size;
    if (hessian > largestHessian) largestHessian = hessian;
    if (hessian < 0) return undefined;
  }
  if (Number.isNaN(gradientSum + hessianSum) || largestGradient === Infinity || largestHessian === Infinity) return undefined;
  return { gradientSum, largestGradient, hessianSum, largestHessian };
}

/** Bits of the gradient's cell beside the hessian's, where the hessian counts rows. */
const CELL_BITS = 62;

/**
 * The finest grid on which no sum of the rows' gradients can overflow: rounding moves each by less than one step. Doubles: sums stay
 * below 2^52. Pairs: 16 bits per row, 31 and 32 per sum. Single: 31 bits per row, and per sum what the count of rows leaves of 62.
 */
export function scalesOf(precision: Precision, bounds: Bounds, rows: number): Scales {
  const { gradientSum, largestGradient, hessianSum, largestHessian } = bounds;
  if (precision === 'double') {
    const steps = 2 ** (51 - Math.ceil(Math.log2(rows)));
    return { gradient: powerBelow(steps / largestGradient), hessian: powerBelow(steps / largestHessian) };
  }
  if (precision === 'pair') {
    return {
      gradient: powerBelow(Math.min(32_766 / largestGradient, (2 ** 31 - rows - 2) / gradientSum)),
      hessian: powerBelow(Math.min(65_534 / largestHessian, (2 ** 32 - rows - 2) / hessianSum)),
    };
  }
  const forSums = 2 ** (CELL_BITS - hessianBits(precision, rows));
  return {
    gradient: powerBelow(Math.min((2 ** 31 - 2) / largestGradient, (forSums - rows) / gradientSum, 2 ** 51 / gradientSum)),
    hessian: 1,
  };
}
