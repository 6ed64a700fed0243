import { normalCdf } from '../../../evaluate/index.js';

const ROOT = Math.sqrt(2 * Math.PI);
/** Below this the plain formula loses digits. */
const FAR = -3;
/** Terms of the continued fraction: enough for 14 digits from there on. */
const TERMS = 120;

/** The logarithm of a function at a place, and its slope there. */
export interface Logarithm {
  readonly value: number;
  readonly slope: number;
}

/**
 * log(φ(z) + z Φ(z)): the logarithm of the expected improvement of a standard normal over a loss that lies z above its mean
 * (Ament et al., "Unexpected improvements to expected improvement", NeurIPS 2023). Far out, where the plain formula is 0 and has no
 * slope to follow, by Laplace's continued fraction Φ(z) / φ(z) = 1 / (t + K), K = 1 / (t + 2 / (t + 3 / (t + …))), t = −z.
 */
export function logImprovement(z: number): Logarithm {
  const logDensity = (-z * z) / 2 - Math.log(ROOT);
  if (z > FAR) {
    const below = normalCdf(z);
    const gain = Math.exp(logDensity) + z * below;
    return { value: Math.log(gain), slope: below / gain };
  }
  let k = -z;
  for (let n = TERMS; n >= 2; n--) k = -z + n / k;
  k = 1 / k;
  return { value: logDensity + Math.log(k / (k - z)), slope: 1 / k };
}
