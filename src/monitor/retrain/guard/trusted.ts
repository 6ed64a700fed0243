import { HOUR_MS } from '../../../core/index.js';
import type { OpenModel } from '../../../model/index.js';
import { truthReader } from '../../window/truth.js';
import { countPredictions, readPredictions, type PredictionRow, type Store } from '../../../store/index.js';

/** Served rows whose outcomes came in: rows of the world, not of the training source, with what two versions say of them. */
export interface TrustedWindow {
  readonly y: Float64Array;
  readonly champion: Float64Array;
  readonly challenger: Float64Array;
  /** What was served, by column. */
  readonly rows: readonly PredictionRow['row'][];
  /** Oldest and newest prediction, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Fewest rows that count as a window. */
export const LEAST_ROWS = 100;
const MOST_ROWS = 5000;
const SPANS_MS = [1, 6, 24, 7 * 24, 30 * 24, 120 * 24].map((hours) => hours * HOUR_MS);

/**
 * The newest served rows with outcomes, 5,000 at most, frozen as they are now and scored by both versions. Undefined below 100 rows, and where
 * the rows lack a column that either version reads.
 */
export async function trustedWindow(
  store: Store,
  champion: OpenModel,
  challenger: OpenModel,
  now: number,
): Promise<TrustedWindow | undefined> {
  const inputs = [...champion.content.inputs, ...challenger.content.inputs];
  const read = truthReader(champion.content);
  const truth = ({ outcome }: PredictionRow): number => (outcome === null ? NaN : read(outcome.value));
  const rows = (await labelledRows(store, champion.model, now)).filter(
    (row) => Number.isFinite(truth(row)) && inputs.every((column) => Object.hasOwn(row.row, column)),
  );
  if (rows.length < LEAST_ROWS) return undefined;
  return {
    y: Float64Array.from(rows, truth),
    champion: marginsOf(champion, rows),
    challenger: marginsOf(challenger, rows),
    rows: rows.map(({ row }) => row),
    from: rows[0].at,
    to: rows.at(-1)!.at,
  };
}

function marginsOf({ rowMargins }: OpenModel, rows: readonly PredictionRow[]): Float64Array {
  const all = rows.map(({ row }) => rowMargins(row).slice());
  return Float64Array.from(all.flatMap((margins) => [...margins]));
}

/** The newest predictions with an outcome, oldest first: looks back step by step, so that a busy log is not read whole. */
async function labelledRows(store: Store, model: string, now: number): Promise<readonly PredictionRow[]> {
  return store.read(async (tx) => {
    let from = now;
    for (const span of SPANS_MS) {
      from = now - span;
      if ((await countPredictions(tx, { model, from, returned: true })).outcomes >= MOST_ROWS) break;
    }
    let kept: PredictionRow[] = [];
    for (let page = await readPredictions(tx, { model, from, returned: true }); page.length > 0;) {
      kept = [...kept, ...page.filter((row) => row.outcome !== null)].slice(-MOST_ROWS);
      page = await readPredictions(tx, { model, from, returned: true, after: page.at(-1)! });
    }
    return kept;
  });
}
