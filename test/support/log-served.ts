import type { AnyTask } from '../../src/core/index.js';
import type { OpenModel, RunOptions } from '../../src/model/index.js';
import { answerColumns } from '../../src/model/index.js';
import { recordOf } from '../../src/monitor/log/record.js';
import { addOutcomes, addPredictions } from '../../src/store/index.js';

/** One served row: the typed values of its inputs and ids, when it was answered, and what became of it. */
export interface ServedRow {
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: number;
  readonly route?: string;
  readonly outcome?: string | number;
  /** Of a shadow: the prediction that was returned. */
  readonly shadowOf?: string;
}

/** Answers rows with a version and writes them and their outcomes to the log; gives the ids, `ID-0`, `ID-1` … */
export async function logServed(model: OpenModel<AnyTask>, rows: readonly ServedRow[], run: RunOptions, prefix = 'ID'): Promise<string[]> {
  const { store } = run.workspace;
  const { task, labels } = model.content;
  const records = rows.map(({ row, at, route = 'champion', shadowOf = null }, i) => {
    const answer = answerColumns(model, model.rowMargins(row));
    const probabilities = Object.entries(answer).filter(([name]) => name.startsWith('probability_'));
    return recordOf({
      id: `${prefix}-${i}`,
      model: model.model,
      version: model.version,
      at,
      route,
      subject: null,
      row,
      value: answer['prediction'][0] as string | number,
      probability: task === 'binary' ? (answer['probability'][0] as number) : null,
      scores: task === 'multiclass' ? labels.map((_, k) => probabilities[k][1][0] as number) : null,
      decision: 'decision' in answer ? (answer['decision'][0] as string) : null,
      reasons: null,
      latencyUs: 1000 + i,
      shadowOf,
    });
  });
  await store.write((tx) => addPredictions(tx, store.engine, `[${records.join(',')}]`));
  const reports = rows.flatMap(({ outcome, at }, i) =>
    outcome === undefined ? [] : [{ prediction: `${prefix}-${i}`, value: outcome, at: at + 1000 }],
  );
  await store.write((tx) => addOutcomes(tx, reports, run.clock()));
  return rows.map((_, i) => `${prefix}-${i}`);
}
