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

/** How far a query may run ahead of whoever reads its stream: with the engine's own 1 MB it mostly waits. */
const RUN_AHEAD = '16MB';

export function connectionPool(database: DuckDBInstance, failed: Failing): Pool {
  const idle: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await database.connect();
    await connection.run(`SET streaming_buffer_size = '${RUN_AHEAD}'`);
    return connection;
  };
  return {
    use: async (query, work) => {
      if (query.signal?.aborted) throw failed(query.signal.reason, true);
      const connection = idle.pop() ?? (await connect());
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
      const connection = await connect();
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
