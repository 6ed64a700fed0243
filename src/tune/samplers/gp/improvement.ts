import { normalCdf } from '../../../evaluate/index.js';

const ROOT = Math.sqrt(2 * Math.PI);
/** Below this the difference of two nearly equal numbers is taken by their series instead. */
const FAR = -5;

/** The logarithm of a function at a place, and its slope there. */
export interface Logarithm {
  readonly value: number;
  readonly slope: number;
}

/**
 * log(φ(z) + z Φ(z)): the logarithm of the expected improvement of a standard normal over a loss that lies z above its mean
 * (Ament et al., "Unexpected improvements to expected improvement", NeurIPS 2023). Exact to 1e-6 of its value far out, where the plain
 * formula is 0 and has no slope to follow.
 */
export function logImprovement(z: number): Logarithm {
  const logDensity = (-z * z) / 2 - Math.log(ROOT);
  if (z > FAR) {
    const below = normalCdf(z);
    const gain = Math.exp(logDensity) + z * below;
    return { value: Math.log(gain), slope: below / gain };
  }
  const q = 1 / (z * z);
  const gain = q * (1 - q * (3 - q * (15 - q * 105)));
  const below = -(1 - q * (1 - q * (3 - q * 15))) / z;
  return { value: logDensity + Math.log(gain), slope: below / gain };
}
