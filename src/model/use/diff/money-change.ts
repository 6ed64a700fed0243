import { meanIntervals, unitsOfGroups, worthOfActing, type Interval } from '../../../evaluate/index.js';
import { amountsOfKept } from '../../decide/index.js';
import type { ComparedRows } from '../compared-rows.js';
import type { Evidence } from '../evidence.js';
import type { Calls } from './calls.js';

/** What deciding by b brings more than deciding by a, each by its own rule and amounts, both valued at b's amounts. */
export interface MoneyChange {
  readonly currency?: string;
  /** Per row, on the rows compared. */
  readonly a: number;
  readonly b: number;
  /** b − a, paired, with its 95 % interval. */
  readonly perRow: Interval;
  /** `perRow` times the number of rows compared, as `Money.total` is. */
  readonly total: Interval;
}

/** The difference in money; undefined where either version declares no payoff. */
export function moneyChange(a: Evidence, b: Evidence, { rows }: ComparedRows, { was: before, is: now }: Calls): MoneyChange | undefined {
  const { decide, seed } = b.content;
  if (!decide || !a.content.decide || rows.y.length === 0) return undefined;
  const amounts = amountsOfKept(decide, rows.ownAmounts ?? {}, rows.y.length);
  if (!amounts) return undefined;
  const worth = worthOfActing(amounts.payoff, rows.y);
  const [was, is] = [before, now].map((acts) => worth.map((v, i) => v * acts[i]));
  const units = rows.unit ? { units: unitsOfGroups(rows.unit) } : {};
  const [perRow, one, two] = meanIntervals([is.map((v, i) => v - was[i]), was, is], rows.weight, { seed, ...units });
  const n = rows.y.length;
  const total = { value: perRow.value * n, low: perRow.low * n, high: perRow.high * n };
  return { ...(decide.currency === undefined ? {} : { currency: decide.currency }), a: one.value, b: two.value, perRow, total };
}
