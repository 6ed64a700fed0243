import { mwError } from '../../core/index.js';
import { normalQuantile } from '../interval.js';
import { noncentrality, twoTailed } from './noncentrality.js';

/** What a trial measures per row: a yes or no with its share without the treatment, or a number with its mean and standard deviation. */
export type Measured =
  | { readonly kind: 'rate'; readonly baseline: number }
  | {
      readonly kind: 'mean';
      readonly baseline: number;
      readonly deviation: number;
      /** Of treated rows; absent means the same. */
      readonly treatedDeviation?: number;
    };

/** How sure a trial is to be. */
export interface Certainty {
  /** The chance of calling a difference where there is none. Absent means 0.05. */
  readonly alpha?: number;
  /** The chance of finding a difference of the planned size. Absent means 0.8. */
  readonly power?: number;
  /** Treated rows per control row. Absent means 1. */
  readonly ratio?: number;
  /** The share of the variance that what was known before explains: correlation², see `adjustBefore`. Absent means 0. */
  readonly explained?: number;
}

/** Rows of both sides. */
export interface ArmRows {
  readonly control: number;
  readonly treated: number;
}

/**
 * Rows that a trial with one look at its end needs to find a true difference of `effect` (in the outcome's units), not rounded. Two-sided z test; a
 * rate's spread is pooled under "no difference" and apart under the effect (Fleiss, Levin & Paik, 2003), as R's `power.prop.test` and statsmodels'
 * `power_proportions_2indep` have it. Throws `MW_EVALUATE_EXPERIMENT` on figures that no trial can have.
 *
 * ```ts
 * Math.round(rowsToFind({ kind: 'rate', baseline: 0.05 }, 0.005).control) // 31233
 * ```
 */
export function rowsToFind(measured: Measured, effect: number, certainty: Certainty = {}): ArmRows {
  const { alpha, power, ratio } = checkedCertainty(certainty);
  checkMeasured(measured, effect);
  const { none, some } = spreads(measured, effect, certainty);
  const z = normalQuantile(1 - alpha / 2);
  const root =
    none === some
      ? (noncentrality(alpha, power) * some) / Math.abs(effect)
      : rising((n) => powerFor(n, effect, z, none, some), power, (z * none + normalQuantile(power) * some) / Math.abs(effect));
  return { control: root * root, treated: root * root * ratio };
}

/** The chance that a trial with these rows finds a true difference of `effect`: the inverse of {@link rowsToFind}. */
export function powerOf(measured: Measured, effect: number, rows: ArmRows, certainty: Omit<Certainty, 'power' | 'ratio'> = {}): number {
  const given = { ...certainty, ratio: rows.treated / rows.control };
  const { alpha } = checkedCertainty(given);
  checkMeasured(measured, effect);
  const { none, some } = spreads(measured, effect, given);
  return powerFor(Math.sqrt(rows.control), effect, normalQuantile(1 - alpha / 2), none, some);
}

/**
 * The smallest true difference that a trial with these rows finds with the wanted power; of a rate the smallest rise, or the smallest fall where a
 * rise would pass 1. `NaN` where even the largest possible would be missed.
 */
export function smallestEffect(measured: Measured, rows: ArmRows, certainty: Omit<Certainty, 'ratio'> = {}): number {
  const given = { ...certainty, ratio: rows.treated / rows.control };
  const { alpha, power } = checkedCertainty(given);
  checkMeasured(measured, NaN);
  if (measured.kind === 'mean') return (noncentrality(alpha, power) * spreads(measured, 0, given).some) / Math.sqrt(rows.control);
  for (const most of [1 - measured.baseline, -measured.baseline]) {
    const find = (share: number): number => powerOf(measured, share * most, rows, certainty);
    if (find(1 - 1e-9) >= power) return most * bisect(find, power, 0, 1 - 1e-9);
  }
  return NaN;
}

/** Standard deviations of √(control rows) × the difference: without an effect, and with it. */
function spreads(measured: Measured, effect: number, { ratio = 1, explained = 0 }: Certainty): { none: number; some: number } {
  const left = 1 - explained;
  if (measured.kind === 'mean') {
    const { deviation, treatedDeviation = deviation } = measured;
    const spread = Math.sqrt(left * (deviation ** 2 + treatedDeviation ** 2 / ratio));
    return { none: spread, some: spread };
  }
  const [before, after] = [measured.baseline, measured.baseline + effect];
  const pooled = (before + ratio * after) / (1 + ratio);
  return {
    none: Math.sqrt(left * pooled * (1 - pooled) * (1 + 1 / ratio)),
    some: Math.sqrt(left * (before * (1 - before) + (after * (1 - after)) / ratio)),
  };
}

const powerFor = (root: number, effect: number, z: number, none: number, some: number): number =>
  twoTailed((root * Math.abs(effect)) / some, (z * none) / some);

/** Where a rising function reaches `due`, near `guess`. */
function rising(f: (x: number) => number, due: number, guess: number): number {
  let [low, high] = [0, Math.max(guess, 1e-6)];
  while (f(high) < due) [low, high] = [high, high * 2];
  return bisect(f, due, low, high);
}

function bisect(f: (x: number) => number, due: number, low: number, high: number): number {
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (f(middle) < due) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function checkedCertainty({ alpha = 0.05, power = 0.8, ratio = 1, explained = 0 }: Certainty): Required<Certainty> {
  need('alpha', alpha, alpha > 0 && alpha < 1, 'between 0 and 1');
  need('power', power, power > alpha && power < 1, 'above alpha and below 1');
  need('ratio', ratio, ratio > 0 && ratio < Infinity, 'above 0');
  need('explained', explained, explained >= 0 && explained < 1, 'from 0 to 1, and below 1');
  return { alpha, power, ratio, explained };
}

/** An effect of `NaN` is one that is not known yet. */
function checkMeasured(measured: Measured, effect: number): void {
  if (effect === 0 || Math.abs(effect) === Infinity) throw refuse('effect', effect, 'a number other than 0');
  if (measured.kind === 'mean') {
    const { deviation, treatedDeviation = deviation } = measured;
    for (const [name, value] of Object.entries({ deviation, treatedDeviation }))
      if (!(value > 0 && value < Infinity)) throw refuse(name, value, 'above 0');
    return;
  }
  const { baseline } = measured;
  const other = 'Give a share such as 0.05; of a mean instead of a rate give its standard deviation, too (--deviation).';
  if (!(baseline > 0 && baseline < 1)) throw refuse('baseline', baseline, 'a rate between 0 and 1', other);
  if (baseline + effect <= 0 || baseline + effect >= 1)
    throw refuse(
      'effect',
      effect,
      `such that the rate ${baseline} stays between 0 and 1`,
      `Look for a smaller change of the rate ${baseline}.`,
    );
}

function need(name: string, value: number, ok: boolean, due: string): void {
  if (!ok) throw refuse(name, value, due);
}

const refuse = (name: string, got: number, due: string, fix?: string) =>
  mwError('MW_EVALUATE_EXPERIMENT', { name, got: String(got), due, ...(fix === undefined ? {} : { fix }) });
