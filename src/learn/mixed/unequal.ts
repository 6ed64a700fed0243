/** Unequal codes are two one-hot columns apart: their squared distance and the sum of their differences are both 2. */
export const UNEQUAL = 2;

/** 1 for unequal codes, 0 for equal ones, without a branch that a processor could guess wrong. */
export function differs(a: number, b: number): number {
  const bits = a ^ b;
  return (bits | -bits) >>> 31;
}
