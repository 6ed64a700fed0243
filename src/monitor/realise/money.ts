import { money, percent } from '../../core/index.js';
import { costsOf, expectedWorth, meanIntervals, takePayoff, worthOfActing, type Interval, type Payoff } from '../../evaluate/index.js';
import { amountsOfColumns, decideAlone, type ModelContent } from '../../model/index.js';
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

type Decided = Pick<ServedRows, 'acted' | 'scores' | 'columns'>;

/** What acting on each served row costs and brings. */
export const payoffOf = ({ scores, columns }: Pick<Decided, 'scores' | 'columns'>, decide: Decide): Payoff =>
  amountsOfColumns(decide, columns, scores.length).payoff;

/** What the decision was for each row: the logged one, else what the version says of a row that comes alone. */
export function actsOf(served: Decided, decide: Decide): Uint8Array {
  if (!served.acted.includes(255)) return served.acted;
  const now = decideAlone(decide, { payoff: payoffOf(served, decide) }, served.scores);
  return served.acted.map((act, i) => (act === 255 ? now[i] : act));
}

/**
 * What the decisions of a window earned: the payoff of each row with an outcome that was acted on, as it was decided then. `rows` are the
 * rows to judge by. Binary only. Intervals are 95%, by bootstrap of rows.
 */
export function realisedMoney(
  served: Decided & Pick<ServedRows, 'y' | 'rows'>,
  rows: Int32Array,
  decide: Decide,
  { seed, resamples = resamplesOf(rows.length) }: { readonly seed: number; readonly resamples?: number },
): RealisedMoney {
  const acts = actsOf(served, decide);
  const payoff = payoffOf(served, decide);
  const worth = worthOfActing(
    takePayoff(payoff, rows),
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
    atStake: atStake(served, acts, payoff),
  };
}

/** Rows below which a share says too little. */
const LEAST_ROWS = 200;
/** How far above a limit a share may lie by chance and drift before it is worth a word. */
const ABOVE = 1.1;

/** Where a version acts on more than its limit leaves room for, in words; it decides row by row and cannot know what will come. */
export function limitNotes(served: Decided & Pick<ServedRows, 'rows'>, decide: Decide): readonly string[] {
  const { limit, currency = '' } = decide;
  if (!limit || served.rows < LEAST_ROWS) return [];
  const acts = actsOf(served, decide);
  const share = acts.reduce((n, act) => n + act, 0) / served.rows;
  const spent = costsOf(payoffOf(served, decide), served.rows).reduce((sum, cost, i) => sum + cost * acts[i], 0) / served.rows;
  const { acts: most = Infinity, spend = Infinity, of, per } = limit;
  return [
    ...(share > (ABOVE * most) / of
      ? [
          `It acted on ${percent(share)} of the rows; the limit of a ${per} leaves room for ${percent(most / of)}: rows are not what they were.`,
        ]
      : []),
    ...(spent > (ABOVE * spend) / of
      ? [
          `It spent ${money(spent, currency)} a row; the limit of a ${per} leaves ${money(spend / of, currency)}: rows are not what they were.`,
        ]
      : []),
  ];
}

function atStake({ scores, y }: Pick<ServedRows, 'scores' | 'y'>, acts: Uint8Array, payoff: Payoff): RealisedMoney['atStake'] {
  const open = Int32Array.from(scores.keys()).filter((i) => acts[i] === 1 && Number.isNaN(y[i]));
  const own = takePayoff(payoff, open);
  const expected = expectedWorth(
    own,
    Float64Array.from(open, (i) => scores[i]),
  ).reduce((sum, worth) => sum + worth, 0);
  return { rows: open.length, cost: costsOf(own, open.length).reduce((sum, cost) => sum + cost, 0), expected };
}

const times = ({ value, low, high }: Interval, rows: number): Interval => ({ value: value * rows, low: low * rows, high: high * rows });
