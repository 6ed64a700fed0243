import { DuckDBInstance } from '@duckdb/node-api';

/** A real DuckDB in memory, for tests that compare what it computes with what JavaScript computes. */
export interface TestEngine {
  run(sql: string): Promise<void>;
  /** Rows as objects; lists as arrays, BIGINT as bigint. */
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): void;
}

export async function testEngine(threads = 1): Promise<TestEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  return {
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      const names = reader.columnNames();
      return reader.getRowsJS().map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
