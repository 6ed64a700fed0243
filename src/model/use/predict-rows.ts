import { openEngine } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import { encodeRelation } from '../../features/index.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import type { ModelContent } from '../content.js';
import { servedFeatures } from '../coverage/index.js';
import { answeredColumns, scoresIn } from './answer.js';
import { decidedAlone } from './decided-alone.js';
import { loadRowsForModel } from './load-rows.js';
import { openAnyModel } from './open-model.js';

/** One scored row: its id columns, `prediction`, and the probabilities, the decision and the interval or set that a file of scores would have. */
export type PredictedRow = Readonly<Record<string, string | number | null>> & { readonly prediction: string | number };

/** What scoring rows in memory answers. */
export interface PredictedRows {
  readonly model: string;
  readonly version: number;
  readonly rows: readonly PredictedRow[];
}

/**
 * Scores rows in memory, typed and checked like a file's, in their order. A row that breaks the schema refuses the call. Each row is decided about
 * by itself, as a server does: where there is a limit, by the score that keeps rows like those of training within it.
 */
export async function predictRows(
  ref: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  run: RunOptions,
): Promise<PredictedRows> {
  const model = await openAnyModel(ref, run);
  const { model: name, version, content } = model;
  if (rows.length === 0) return { model: name, version, rows: [] };
  await using engine = await openEngine(engineOptions(run));
  const { relation } = await loadRowsForModel(engine, model, rows, run);
  const x = await encodeRelation(engine, relation, servedFeatures(content as ModelContent), 'serving');
  const own = answeredColumns(model, x);
  const answer = Object.entries({ ...own, ...(await decidedAlone(engine, relation, content, scoresIn(own))) });
  const names = content.ids.map((id) => duckdb.ident(id)).join(', ');
  const ids = names ? await engine.rows(`SELECT ${names} FROM ${duckdb.ident(relation)} ORDER BY rowid`) : [];
  return {
    model: name,
    version,
    rows: Array.from(
      { length: x.rows },
      (_, i) => ({ ...ids[i], ...Object.fromEntries(answer.map(([column, values]) => [column, values[i]])) }) as PredictedRow,
    ),
  };
}
