import type { Json } from '../../core/index.js';
import { openEngine, type AppendColumn } from '../../data/index.js';
import { duckdb, literalNode } from '../../expr/index.js';
import {
  outcomeHistory,
  readPredictions,
  type PredictionCursor,
  type PredictionPage,
  type PredictionRow,
  type PredictionWindow,
  type Store,
  type Tx,
} from '../../store/index.js';
import { writeWhole } from '../../model/index.js';

const PAGE = 10_000;

/** What an export wrote. */
export interface ExportedLog {
  readonly rows: number;
  readonly out: string;
}

/**
 * Writes the predictions of a window, in the order of time and with their outcomes, to a Parquet file, whole or not at all. Columns: `id`, `model`,
 * `version`, `at`, `route`, `subject`, `value`, `probability`, `decision`, `latency_us`, `shadow_of`, `outcome`, `outcome_at`; as JSON text `row`, `scores`,
 * `reasons` and `outcome_history` (every report, the one that counts first). Times are milliseconds since 1970 UTC. Works in pages: memory does not grow
 * with the log.
 */
export async function exportLog(store: Store, window: PredictionWindow, file: string, signal?: AbortSignal): Promise<ExportedLog> {
  await using engine = await openEngine();
  let rows = 0;
  let after: PredictionCursor | undefined;
  await engine.append('log', columnsOf([]));
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.read((tx) => pageOf(tx, { ...window, limit: PAGE, ...(after ? { after } : {}) }));
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

/** A prediction with everything that was reported of it. */
type Exported = PredictionRow & { readonly history: readonly Json[] };

async function pageOf(tx: Tx, window: PredictionPage): Promise<readonly Exported[]> {
  const page = await readPredictions(tx, window);
  const history = await outcomeHistory(tx, [...new Set(page.map(reportedOf))]);
  return page.map((row) => ({
    ...row,
    history: (history.get(reportedOf(row)) ?? []).map(({ value, at, received_at }) => ({
      value: JSON.parse(value),
      at,
      receivedAt: received_at,
    })),
  }));
}

/** Whose reports count: a shadow's are those of what was returned. */
const reportedOf = ({ id, shadowOf }: PredictionRow): string => shadowOf ?? id;

const numbers = (rows: readonly Exported[], of: (row: Exported) => number | null): Float64Array =>
  Float64Array.from(rows, (row) => of(row) ?? Number.NaN);

const texts = (rows: readonly Exported[], of: (row: Exported) => string | null): AppendColumn => rows.map(of);

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function columnsOf(rows: readonly Exported[]): Record<string, AppendColumn> {
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
    outcome_history: texts(rows, (p) => (p.history.length > 0 ? JSON.stringify(p.history) : null)),
  };
}
