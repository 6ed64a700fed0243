import { count } from '../../core/index.js';
import type { Excess } from './limits.js';

/** How some options are tried against limits. */
export interface Fitting<D> {
  nameOf(option: D): string;
  /** How much of the limits it takes, by its fits on folds. */
  shareOf(option: D): number;
  /** How far over the limits it is when it has learned from all rows: one fit. */
  excessOf(option: D): Promise<Excess | undefined>;
  readonly clock: () => number;
  /** When the time for such fits is up. */
  readonly untilMs: number;
}

/** The option that keeps to the limits, with why those before it were passed over; or the one that was closest to doing so. */
export type Fit<D> =
  | { readonly decision: D; readonly notes: readonly string[] }
  | { readonly closest: D; readonly reason: string; readonly tried: number };

/**
 * The first option that keeps to the limits when it has learned from all rows, as the registered one will: models of more rows may be larger. Each try is a fit, so that once the time
 * is up the one that takes the least share of the limits is the last that is tried.
 */
export async function firstWithin<D>(options: readonly D[], { nameOf, shareOf, excessOf, clock, untilMs }: Fitting<D>): Promise<Fit<D>> {
  let rest = options;
  let closest: { readonly option: D; readonly excess: Excess } | undefined;
  let tried = 0;
  const notes: string[] = [];
  while (rest.length > 0) {
    const isLate = tried > 0 && clock() >= untilMs;
    const option = isLate ? smallest(rest, shareOf) : rest[0];
    if (isLate && rest.length > 1)
      notes.push(`The time was up before ${count(rest.length - 1, 'more trial')} could be tried against the limits.`);
    const excess = await excessOf(option);
    tried++;
    if (!excess) return { decision: option, notes };
    notes.push(`${nameOf(option)} was not taken: ${excess.reason} on all rows.`);
    if (!closest || excess.violation < closest.excess.violation) closest = { option, excess };
    rest = isLate ? [] : rest.slice(1);
  }
  return { closest: closest!.option, reason: closest!.excess.reason, tried };
}

const smallest = <D>(options: readonly D[], shareOf: (option: D) => number): D =>
  options.reduce((least, one) => (shareOf(one) < shareOf(least) ? one : least));
