import { expectedWorth, meanIntervals, worthOfActing, type Interval } from '../../evaluate/index.js';
import type { ModelContent } from '../../model/index.js';
import type { ServedRows } from '../window/served-rows.js';
import { resamplesOf } from './metrics.js';

/** What deciding by a version earned, and what still hangs on outcomes that have not come. Plain JSON. */
export interface RealisedMoney {
  readonly act: string;
  readonly currency: string;
  /** Per row with an outcome, acted on or not; null while there is none. */
  readonly perRow: Interval | null;
  /** Over all rows with an outcome. */
  readonly total: Interval | null;
  /** What acting on everyone would have earned per row, on the same rows. */
  readonly everyone: Interval | null;
  /** Rows with an outcome. */
  readonly rows: number;
  /** Of those, acted on. */
  readonly acted: number;
  /** Rows that were acted on and have no outcome yet: how many, what acting on them cost, and what it is expected to bring, costs deducted. */
  readonly atStake: { readonly rows: number; readonly cost: number; readonly expected: number };
}

/** The amounts and the threshold of a model that decides. */
export type Decide = NonNullable<ModelContent['decide']>;

/** What the decision was for each row: the logged one, else what the probability and the threshold say. */
export const actsOf = ({ acted, scores }: Pick<ServedRows, 'acted' | 'scores'>, { threshold }: Decide): Uint8Array =>
  acted.map((act, i) => (act === 255 ? Number(scores[i] >= threshold) : act));

/**
 * What the decisions of a window earned: the payoff of each row with an outcome that was acted on, as it was decided then. `rows` are the
 * rows to judge by. Binary only. Intervals are 95%, by bootstrap of rows.
 */
export function realisedMoney(
  served: Pick<ServedRows, 'acted' | 'scores' | 'y' | 'rows'>,
  rows: Int32Array,
  decide: Decide,
  { seed, resamples = resamplesOf(rows.length) }: { readonly seed: number; readonly resamples?: number },
): RealisedMoney {
  const acts = actsOf(served, decide);
  const worth = worthOfActing(
    decide,
    Float64Array.from(rows, (row) => served.y[row]),
  );
  const earned = worth.map((value, i) => (acts[rows[i]] === 1 ? value : 0));
  const [perRow, everyone] = rows.length === 0 ? [null, null] : meanIntervals([earned, worth], undefined, { seed, resamples });
  return {
    act: decide.act,
    currency: decide.currency ?? '',
    perRow,
    total: perRow && times(perRow, rows.length),
    everyone,
    rows: rows.length,
    acted: rows.reduce((n, row) => n + acts[row], 0),
    atStake: atStake(served, acts, decide),
  };
}

function atStake({ scores, y }: Pick<ServedRows, 'scores' | 'y'>, acts: Uint8Array, decide: Decide): RealisedMoney['atStake'] {
  const open = Float64Array.from(scores.filter((_, i) => acts[i] === 1 && Number.isNaN(y[i])));
  const expected = expectedWorth(decide, open).reduce((sum, worth) => sum + worth, 0);
  return { rows: open.length, cost: open.length * decide.cost, expected };
}

const times = ({ value, low, high }: Interval, rows: number): Interval => ({ value: value * rows, low: low * rows, high: high * rows });
