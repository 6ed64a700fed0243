import { openEngine, type AppendColumn } from '../../data/index.js';
import { duckdb, literalNode } from '../../expr/index.js';
import { writeWhole } from '../../model/index.js';

/** What an export wrote. */
export interface ExportedLog {
  readonly rows: number;
  readonly out: string;
}

/** Rows to export: page by page, each as columns. */
export interface ExportedRows<Row> {
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly columns: (rows: readonly Row[]) => Record<string, AppendColumn>;
  /** Columns of milliseconds that become timestamps. */
  readonly times?: readonly string[];
}

/** Writes rows to a Parquet file, whole or not at all. Memory does not grow with their number. */
export async function exportRows<Row>(
  { pages, columns, times = [] }: ExportedRows<Row>,
  file: string,
  signal?: AbortSignal,
): Promise<ExportedLog> {
  await using engine = await openEngine();
  let rows = 0;
  await engine.append('log', columns([]));
  for await (const page of pages) {
    signal?.throwIfAborted();
    if (page.length > 0) await engine.append('log', columns(page));
    rows += page.length;
  }
  const replaced = times.map((name) => `make_timestamp(CAST("${name}" AS BIGINT) * 1000) AS "${name}"`);
  const selected = replaced.length > 0 ? `(SELECT * REPLACE (${replaced.join(', ')}) FROM log)` : 'log';
  await writeWhole(file, (part) =>
    engine.run(
      `COPY ${selected} TO ${duckdb.literal(literalNode('text', part))} (FORMAT parquet, COMPRESSION zstd)`,
      signal ? { signal } : {},
    ),
  );
  return { rows, out: file };
}

/** A column of numbers; null is missing. */
export const numberColumn = <Row>(rows: readonly Row[], of: (row: Row) => number | null): Float64Array =>
  Float64Array.from(rows, (row) => of(row) ?? Number.NaN);

/** A column of texts; null is missing. */
export const textColumn = <Row>(rows: readonly Row[], of: (row: Row) => string | null): AppendColumn => rows.map(of);
