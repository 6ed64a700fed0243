import type { Json } from '../../core/index.js';
import type { AppendColumn } from '../../data/index.js';
import {
  outcomeHistory,
  readPredictions,
  type AnswerCursor,
  type PredictionPage,
  type PredictionRow,
  type PredictionWindow,
  type Store,
  type Tx,
} from '../../store/index.js';
import { exportRows, numberColumn, textColumn, type ExportedLog } from './export-rows.js';

const PAGE = 10_000;

/**
 * Writes the predictions of a window, in the order of time and with their outcomes, to a Parquet file, whole or not at all. Columns: `id`, `model`,
 * `version`, `at`, `route`, `subject`, `value`, `probability`, `decision`, `latency_us`, `shadow_of`, `outcome`, `outcome_at`; as JSON text `row`, `scores`,
 * `reasons` and `outcome_history` (every report, the one that counts first). Times are milliseconds since 1970 UTC. Works in pages: memory does not grow
 * with the log.
 */
export function exportLog(store: Store, window: PredictionWindow, file: string, signal?: AbortSignal): Promise<ExportedLog> {
  return exportRows({ pages: pagesOf(store, window), columns: columnsOf }, file, signal);
}

async function* pagesOf(store: Store, window: PredictionWindow): AsyncIterable<readonly Exported[]> {
  for (let after: AnswerCursor | undefined; ;) {
    const page = await store.read((tx) => pageOf(tx, { ...window, limit: PAGE, ...(after ? { after } : {}) }));
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)!;
  }
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

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function columnsOf(rows: readonly Exported[]): Record<string, AppendColumn> {
  return {
    id: textColumn(rows, (p) => p.id),
    model: textColumn(rows, (p) => p.model),
    version: Int32Array.from(rows, (p) => p.version),
    at: numberColumn(rows, (p) => p.at),
    route: textColumn(rows, (p) => p.route),
    subject: textColumn(rows, (p) => p.subject),
    row: textColumn(rows, (p) => json(p.row)),
    value: textColumn(rows, (p) => String(p.value)),
    probability: numberColumn(rows, (p) => p.probability),
    scores: textColumn(rows, (p) => json(p.scores)),
    decision: textColumn(rows, (p) => p.decision),
    reasons: textColumn(rows, (p) => json(p.reasons)),
    latency_us: Int32Array.from(rows, (p) => p.latencyUs),
    shadow_of: textColumn(rows, (p) => p.shadowOf),
    outcome: textColumn(rows, (p) => (p.outcome ? String(p.outcome.value) : null)),
    outcome_at: numberColumn(rows, (p) => p.outcome?.at ?? null),
    outcome_history: textColumn(rows, (p) => (p.history.length > 0 ? JSON.stringify(p.history) : null)),
  };
}
