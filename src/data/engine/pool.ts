import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { blocks } from './gather.js';
import type { Block, QueryOptions } from './engine.js';

/** Makes one of our errors of a failure; `aborted` when the caller's signal caused it. */
export type Failing = (error: unknown, aborted: boolean) => Error;

/** Connections to one database, opened as needed and used again. */
export interface Pool {
  /** Lends a connection to `work`; an abort interrupts what runs on it. */
  use<T>(query: QueryOptions, work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** The blocks of a query on a connection of its own: another query on it would cut the stream off. */
  stream(sql: string, query: QueryOptions): AsyncGenerator<Block>;
  close(): void;
}

export function connectionPool(database: DuckDBInstance, failed: Failing): Pool {
  const idle: DuckDBConnection[] = [];
  return {
    use: async (query, work) => {
      if (query.signal?.aborted) throw failed(query.signal.reason, true);
      const connection = idle.pop() ?? (await database.connect());
      using _ = interrupting(connection, query);
      try {
        return await work(connection);
      } catch (error) {
        throw failed(error, query.signal?.aborted === true);
      } finally {
        idle.push(connection);
      }
    },
    stream: async function* (sql, query) {
      if (query.signal?.aborted) throw failed(query.signal.reason, true);
      const connection = await database.connect();
      using _ = interrupting(connection, query);
      try {
        yield* blocks(await connection.stream(sql));
      } catch (error) {
        throw failed(error, query.signal?.aborted === true);
      } finally {
        connection.closeSync();
      }
    },
    close: () => {
      for (const connection of idle.splice(0)) connection.closeSync();
    },
  };
}

function interrupting(connection: DuckDBConnection, { signal }: QueryOptions): Disposable {
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', interrupt) };
}
