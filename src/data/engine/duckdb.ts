import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import { appendColumns } from './append.js';
import type { Engine, QueryOptions, ResultRow } from './engine.js';
import { engineFailure } from './failure.js';
import { blocks, gather } from './gather.js';
import { plainValue } from './plain-value.js';
import { makeTempFolder, removeTempFolder } from './temp-folder.js';
import { threadLimit } from './thread-limit.js';

export interface EngineOptions {
  /** Beyond it the engine writes to temporary files. Absent: 80% of the machine's memory. */
  readonly memoryLimitMb?: number;
  /** Default: as many as the machine has. */
  readonly threads?: number;
  /** Folder in which the engine makes its own temporary folder. Default: the system's. */
  readonly tempDir?: string;
  /** A database file to open; absent: in memory. */
  readonly path?: string;
}

const NO_EXTENSIONS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
} as const;

/**
 * Opens DuckDB, in memory by default. It never touches the network and never installs an extension.
 * About 25 ms and, once, the load of the native library.
 *
 * ```ts
 * await using engine = await openEngine({ memoryLimitMb: 512 });
 * await engine.rows('SELECT 6 * 7 AS answer') // [{ answer: 42 }]
 * ```
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  if (options.tempDir !== undefined) mkdirSync(options.tempDir, { recursive: true });
  const tempDir = makeTempFolder(options.tempDir);
  const threads = options.threads ?? availableParallelism();
  const failed = (error: unknown, aborted = false) => engineFailure(error, { memoryLimitMb: options.memoryLimitMb, aborted });
  const limit = options.memoryLimitMb === undefined ? {} : { memory_limit: `${options.memoryLimitMb}MB` };
  const database = await DuckDBInstance.create(options.path ?? ':memory:', {
    ...NO_EXTENSIONS,
    ...limit,
    threads: String(threads),
    temp_directory: tempDir,
    preserve_insertion_order: 'true',
  }).catch((error: unknown) => {
    removeTempFolder(tempDir);
    throw failed(error);
  });
  const idle: DuckDBConnection[] = [];
  const using = async <T>(query: QueryOptions, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    if (query.signal?.aborted) throw failed(query.signal.reason, true);
    const connection = idle.pop() ?? (await database.connect());
    const interrupt = (): void => connection.interrupt();
    query.signal?.addEventListener('abort', interrupt, { once: true });
    try {
      return await work(connection);
    } catch (error) {
      throw failed(error, query.signal?.aborted === true);
    } finally {
      query.signal?.removeEventListener('abort', interrupt);
      idle.push(connection);
    }
  };
  const run = (sql: string, query: QueryOptions = {}): Promise<void> => using(query, async (c) => void (await c.run(sql)));
  let names = 0;
  return Object.freeze({
    tempDir,
    name: (prefix: string) => `${prefix}_${++names}`,
    run,
    rows: (sql: string, query: QueryOptions = {}) =>
      using(query, async (c): Promise<readonly ResultRow[]> => {
        const found = await (await c.runAndReadAll(sql)).convertRowObjects((value) => plainValue(value));
        return found as ResultRow[];
      }),
    columns: (sql: string, query: QueryOptions = {}) => using(query, async (c) => gather(await c.stream(sql))),
    chunks: (sql: string, query: QueryOptions = {}) => chunks(database, sql, query, failed),
    append: (table, columns) => using({}, (c) => appendColumns(c, table, columns)),
    threads: threadLimit(threads, (n) => run(`SET threads = ${n}`)),
    async [Symbol.asyncDispose]() {
      for (const connection of idle.splice(0)) connection.closeSync();
      database.closeSync();
      removeTempFolder(tempDir);
    },
  } satisfies Engine);
}

/** A stream owns its connection until it ends: another query on it would cut the stream off. */
async function* chunks(
  database: { connect(): Promise<DuckDBConnection> },
  sql: string,
  query: QueryOptions,
  failed: (error: unknown, aborted?: boolean) => Error,
): AsyncGenerator<import('./engine.js').Block> {
  const connection = await database.connect();
  const interrupt = (): void => connection.interrupt();
  query.signal?.addEventListener('abort', interrupt, { once: true });
  try {
    yield* blocks(await connection.stream(sql));
  } catch (error) {
    throw failed(error, query.signal?.aborted === true);
  } finally {
    query.signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
  }
}
