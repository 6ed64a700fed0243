import { openEngine } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import { encodeRelation } from '../../features/index.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import type { ModelContent } from '../content.js';
import { servedFeatures } from '../coverage/index.js';
import { answeredColumns } from './answer.js';
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

/** Scores rows in memory, typed and checked like a file's, in their order. A row that breaks the schema refuses the call. */
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
  const answer = Object.entries(answeredColumns(model, x));
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
