import { mwError } from '../../core/index.js';
import { rowsToFind, smallestEffect, type Certainty, type Measured } from './sample-size.js';
import { rowsToFindAlways } from './sequential.js';

/** What is wanted of a trial: the effect to find, or the rows that there are. */
export interface ExperimentWish extends Omit<Certainty, 'ratio'> {
  readonly measured: Measured;
  /** The true difference to find, in the outcome's units. */
  readonly effect?: number;
  /** Rows of all arms that there are: then the plan says what they can find. */
  readonly rows?: number;
  /** Shares of the arms as any positive numbers, the control first. Absent means two equal ones. */
  readonly shares?: readonly number[];
  /** Rows that come each day. */
  readonly daily?: number;
}

/** Rows of a trial and how long they take to come. */
export interface ExperimentSize {
  /** Whole rows per arm, the control first. */
  readonly arms: readonly number[];
  readonly rows: number;
  readonly days?: number;
}

/** The plan of a trial. Plain JSON. */
export interface ExperimentPlan {
  readonly measured: Measured;
  /** What is found with the wanted power; `NaN` where these rows cannot find anything. */
  readonly effect: { readonly absolute: number; readonly relative: number };
  /** Of one comparison: divided by the number of treated arms. */
  readonly alpha: number;
  readonly power: number;
  /** Look once, at the end. */
  readonly once: ExperimentSize;
  /** Look whenever you like: at most so many rows. Absent when the rows were given. */
  readonly always?: ExperimentSize;
}

/**
 * How large a trial must be for the effect that matters, or the smallest effect that its rows can find. With several treated arms each is compared with
 * the control at `alpha` over their number, and the hardest comparison counts. Throws `MW_EVALUATE_EXPERIMENT`.
 *
 * ```ts
 * planExperiment({ measured: { kind: 'rate', baseline: 0.05 }, effect: 0.005, daily: 2000 }).once // { arms: [31234, 31234], rows: 62468, days: 32 }
 * ```
 */
export function planExperiment(wish: ExperimentWish): ExperimentPlan {
  const { measured, shares = [1, 1], alpha = 0.05, power = 0.8, effect, rows } = wish;
  if (shares.length < 2 || !shares.every((share) => share > 0 && share < Infinity))
    throw mwError('MW_EVALUATE_EXPERIMENT', { name: 'shares', got: shares.join(', '), due: 'two or more numbers above 0, one per arm' });
  if ((effect === undefined) === (rows === undefined))
    throw mwError('MW_EVALUATE_EXPERIMENT', {
      name: 'effect',
      got: effect === undefined ? 'nothing' : 'both',
      due: 'given, or the rows, but not both',
      fix: 'Say either the change that is to be found (--lift or --effect), or the rows that there are (--rows).',
    });
  if (rows !== undefined && !(rows >= 2 * shares.length))
    throw mwError('MW_EVALUATE_EXPERIMENT', { name: 'rows', got: String(rows), due: 'two or more per arm' });
  const each = { alpha: alpha / (shares.length - 1), power, ...(wish.explained === undefined ? {} : { explained: wish.explained }) };
  const least = Math.min(...shares.slice(1));
  const certainty = { ...each, ratio: least / shares[0] };
  const sized = (control: number): ExperimentSize => sizeOf(shares, control, wish.daily);
  if (effect !== undefined) {
    const [once, always] = [rowsToFind(measured, effect, certainty), rowsToFindAlways(measured, effect, certainty)];
    return { measured, effect: both(effect, measured), ...each, once: sized(once.control), always: sized(always.control) };
  }
  const control = (rows! * shares[0]) / shares.reduce((sum, share) => sum + share, 0);
  const found = smallestEffect(measured, { control, treated: control * certainty.ratio }, each);
  return { measured, effect: both(found, measured), ...each, once: sized(control) };
}

const both = (absolute: number, { baseline }: Measured): ExperimentPlan['effect'] => ({ absolute, relative: absolute / baseline });

/** Fractions of rows are rounded up, but what is a whole number but for rounding is not. */
function sizeOf(shares: readonly number[], control: number, daily: number | undefined): ExperimentSize {
  const arms = shares.map((share) => Math.ceil((control * share) / shares[0] - 1e-6));
  const rows = arms.reduce((sum, n) => sum + n, 0);
  return { arms, rows, ...(daily === undefined ? {} : { days: Math.ceil(rows / daily) }) };
}
