/** Smooth components of a rank test: shifted Legendre polynomials of degree 1 to 4, orthonormal on 0 to 1. */
export const COMPONENTS = 4;

/** Writes the components at a rank share u in 0 … 1: where (1), how wide (2), how skewed (3), how peaked (4). */
export function scoresAt(u: number, out: Float64Array): void {
  const x = 2 * u - 1;
  const x2 = x * x;
  out[0] = Math.sqrt(3) * x;
  out[1] = (Math.sqrt(5) * (3 * x2 - 1)) / 2;
  out[2] = (Math.sqrt(7) * (5 * x2 - 3) * x) / 2;
  out[3] = (3 * ((35 * x2 - 30) * x2 + 3)) / 8;
}
