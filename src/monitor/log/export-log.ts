import { openEngine, type AppendColumn } from '../../data/index.js';
import { duckdb, literalNode } from '../../expr/index.js';
import { readPredictions, type PredictionCursor, type PredictionRow, type PredictionWindow, type Store } from '../../store/index.js';
import { writeWhole } from '../../model/index.js';

const PAGE = 10_000;

/** What an export wrote. */
export interface ExportedLog {
  readonly rows: number;
  readonly out: string;
}

/**
 * Writes the predictions of a window, in the order of time and with their current outcomes, to a Parquet file, whole or not at all. Columns: `id`,
 * `model`, `version`, `at`, `route`, `subject`, `value`, `probability`, `decision`, `latency_us`, `shadow_of`, `outcome`, `outcome_at`; `row`, `scores` and
 * `reasons` as JSON text. Times are milliseconds since 1970 UTC. Works in pages: memory does not grow with the log.
 */
export async function exportLog(store: Store, window: PredictionWindow, file: string, signal?: AbortSignal): Promise<ExportedLog> {
  await using engine = await openEngine();
  let rows = 0;
  let after: PredictionCursor | undefined;
  await engine.append('log', columnsOf([]));
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.read((tx) => readPredictions(tx, { ...window, limit: PAGE, ...(after ? { after } : {}) }));
    if (page.length > 0) await engine.append('log', columnsOf(page));
    rows += page.length;
    if (page.length < PAGE) break;
    after = page.at(-1)!;
  }
  await writeWhole(file, (part) =>
    engine.run(`COPY log TO ${duckdb.literal(literalNode('text', part))} (FORMAT parquet, COMPRESSION zstd)`, signal ? { signal } : {}),
  );
  return { rows, out: file };
}

const numbers = (rows: readonly PredictionRow[], of: (row: PredictionRow) => number | null): Float64Array =>
  Float64Array.from(rows, (row) => of(row) ?? Number.NaN);

const texts = (rows: readonly PredictionRow[], of: (row: PredictionRow) => string | null): AppendColumn => rows.map(of);

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function columnsOf(rows: readonly PredictionRow[]): Record<string, AppendColumn> {
  return {
    id: texts(rows, (p) => p.id),
    model: texts(rows, (p) => p.model),
    version: Int32Array.from(rows, (p) => p.version),
    at: numbers(rows, (p) => p.at),
    route: texts(rows, (p) => p.route),
    subject: texts(rows, (p) => p.subject),
    row: texts(rows, (p) => json(p.row)),
    value: texts(rows, (p) => String(p.value)),
    probability: numbers(rows, (p) => p.probability),
    scores: texts(rows, (p) => json(p.scores)),
    decision: texts(rows, (p) => p.decision),
    reasons: texts(rows, (p) => json(p.reasons)),
    latency_us: Int32Array.from(rows, (p) => p.latencyUs),
    shadow_of: texts(rows, (p) => p.shadowOf),
    outcome: texts(rows, (p) => (p.outcome ? String(p.outcome.value) : null)),
    outcome_at: numbers(rows, (p) => p.outcome?.at ?? null),
  };
}
