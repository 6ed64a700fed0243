import { takeScored, type Scored } from '../../evaluate/index.js';
import { outputsIn, type ModelContent } from '../../model/index.js';
import type { ServedRows } from '../window/served-rows.js';

/** The rows of a window whose outcome is known, ready for metrics. */
export interface Labelled {
  readonly sample: Scored;
  /** Number of each row in the window, ascending. */
  readonly rows: Int32Array;
  /** The same as flags: 1 for each row of the window that is judged by. */
  readonly judged: Uint8Array;
  /** Rows of the window old enough that their outcome must have come. */
  readonly mature: number;
  /** How many of those have one. */
  readonly matureKnown: number;
  /** The rows are younger than their labels take to come: none is old enough yet, so outcomes that come quickly weigh too much. */
  readonly early: boolean;
}

/** All rows of a window as a sample; `y` is `NaN` where nothing is known. */
export function sampleOf({ y, scores }: Pick<ServedRows, 'y' | 'scores'>, content: Pick<ModelContent, 'task' | 'labels'>): Scored {
  return { task: content.task, classes: outputsIn(content), y, scores };
}

/**
 * The rows to judge by. Where it is known how long labels take (`labelsWithinMs`), only rows as old as that count: quick outcomes are not
 * like slow ones. While no such row has an outcome, all that have one count, and `early` says so.
 */
export function labelledRows(
  served: Pick<ServedRows, 'y' | 'scores' | 'at' | 'rows'>,
  content: Pick<ModelContent, 'task' | 'labels'>,
  { now, labelsWithinMs = 0 }: { readonly now: number; readonly labelsWithinMs?: number | undefined },
): Labelled {
  const isMature = (row: number): boolean => served.at[row] <= now - labelsWithinMs;
  const all = Int32Array.from({ length: served.rows }, (_, i) => i);
  const known = all.filter((row) => !Number.isNaN(served.y[row]));
  const mature = known.filter(isMature);
  const early = mature.length === 0 && known.length > 0;
  const rows = early ? known : mature;
  const judged = new Uint8Array(served.rows);
  for (const row of rows) judged[row] = 1;
  return {
    sample: takeScored(sampleOf(served, content), rows),
    rows,
    judged,
    mature: all.reduce((n, row) => n + Number(isMature(row)), 0),
    matureKnown: mature.length,
    early,
  };
}
