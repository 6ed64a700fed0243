import { wilson, type Interval } from '../../evaluate/index.js';
import type { ReferenceSketch } from '../../model/index.js';
import { rawRow } from '../window/raw-row.js';
import { sampleRows } from '../window/sample.js';
import type { ServedRows } from '../window/served-rows.js';
import { anomalyOf, type Anomaly } from './anomaly.js';

/** A served row that is odd for the rows of training, and in what. */
export interface OddRow extends Anomaly {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
}

/** How odd the served rows are for the rows of training. Plain JSON. */
export interface OddRows {
  /** Rows that were looked at: all, or 10,000 drawn from more. */
  readonly rows: number;
  /** Of those, rows odder than {@link ODD_FROM}. */
  readonly beyond: number;
  /** Their share with a 95% interval; about 0.01, or less, where the rows are like those of training and their columns are independent. */
  readonly share: Interval;
  /** The oddest beyond it, at most five, the oddest first. */
  readonly oddest: readonly OddRow[];
}

/** The score that one training row in a hundred reaches, were its columns independent: its 99th percentile. */
const ODD_FROM = 2;
const LOOKED_AT = 10_000;
const SHOWN = 5;

/** How many served rows are odder than 99 of 100 rows of training, and the oddest of them. About 5 µs a row of 20 columns. */
export function oddRows(sketch: Pick<ReferenceSketch, 'columns'>, served: ServedRows, seed: number): OddRows {
  const anomaly = anomalyOf(sketch);
  const picked = sampleRows(served.rows, LOOKED_AT, seed);
  const odd: { readonly row: number; readonly found: Anomaly }[] = [];
  for (const row of picked) {
    const found = anomaly(rawRow(served.columns, row));
    if (found.score > ODD_FROM) odd.push({ row, found });
  }
  return {
    rows: picked.length,
    beyond: odd.length,
    share: wilson(odd.length, picked.length),
    oddest: odd
      .toSorted((a, b) => b.found.score - a.found.score)
      .slice(0, SHOWN)
      .map(({ row, found }) => ({ id: served.ids[row], at: new Date(served.at[row]).toISOString(), ...found })),
  };
}
