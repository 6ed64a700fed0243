import type { Moments } from './moments.js';

/** The difference of two means with its standard error. */
export interface Welch {
  readonly difference: number;
  readonly error: number;
  /** Welch–Satterthwaite's degrees of freedom. */
  readonly df: number;
}

/** Treated less control, without the assumption of equal variances (B. L. Welch, Biometrika 34, 1947). */
export function welch(control: Moments, treated: Moments): Welch {
  const [c, t] = [control.variance / control.rows, treated.variance / treated.rows];
  return {
    difference: treated.mean - control.mean,
    error: Math.sqrt(c + t),
    df: (c + t) ** 2 / (c ** 2 / (control.rows - 1) + t ** 2 / (treated.rows - 1)),
  };
}
