const { fround } = Math;

/** Ties go to even, as in IEEE 754. */
export function nearest(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const POLYNOMIAL = [1.987_569_15e-4, 1.398_199_950_7e-3, 8.333_451_907_3e-3, 4.166_579_589_4e-2, 1.666_666_545_9e-1, 0.5].map(fround);
const LOG2_E = fround(Math.LOG2E);
const LN2_HIGH = 0.693_359_375;
const LN2_LOW = fround(-2.121_944_4e-4);

/** exp in single precision, step by step as the kernel does it (the polynomial of Cephes' expf). */
export function exp32(value: number): number {
  const x = Math.max(-87, Math.min(87, value));
  const k = nearest(fround(x * LOG2_E));
  let r = fround(x - fround(k * LN2_HIGH));
  r = fround(r - fround(k * LN2_LOW));
  let p = POLYNOMIAL[0];
  for (const c of POLYNOMIAL.slice(1)) p = fround(fround(p * r) + c);
  p = fround(fround(fround(fround(p * r) * r) + r) + 1);
  return fround(p * 2 ** k);
}
