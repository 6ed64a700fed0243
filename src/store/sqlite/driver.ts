import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, type TransactionSettings } from 'kysely';

/**
 * Kysely's driver over `node:sqlite`: one connection, lent to one transaction at a time. Changes begin with
 * `BEGIN IMMEDIATE`, so a transaction that has read can always write.
 */
export class NodeSqliteDriver implements Driver {
  readonly #connection: NodeSqliteConnection;
  readonly #waiting: (() => void)[] = [];
  #lent = false;

  constructor(database: DatabaseSync) {
    this.#connection = new NodeSqliteConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#lent) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#lent = true;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#lent = false;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const readOnly = settings.accessMode === 'read only';
    this.#connection.forbidWriting(readOnly);
    await connection.executeQuery(CompiledQuery.raw(readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.rollback();
  }

  async destroy(): Promise<void> {
    this.#connection.close();
  }
}

/** How many prepared statements are kept; preparing takes longer than running a small one. */
const KEPT = 64;

/** A prepared statement, and whether it answers with rows. */
interface Prepared {
  readonly statement: StatementSync;
  readonly answers: boolean;
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  /** By their text, the one used last at the end. */
  readonly #prepared = new Map<string, Prepared>();
  #writingForbidden: boolean | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, answers } = this.#prepare(query.sql);
    const parameters = query.parameters as (string | number | null)[];
    if (answers) return { rows: statement.all(...parameters) as R[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  #prepare(text: string): Prepared {
    const prepared = this.#prepared.get(text) ?? this.#prepareAnew(text);
    this.#prepared.delete(text);
    this.#prepared.set(text, prepared);
    if (this.#prepared.size > KEPT) this.#prepared.delete(this.#prepared.keys().next().value!);
    return prepared;
  }

  #prepareAnew(text: string): Prepared {
    const statement = this.#database.prepare(text);
    return { statement, answers: statement.columns().length > 0 };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  forbidWriting(forbidden: boolean): void {
    if (this.#writingForbidden === forbidden) return;
    this.#database.exec(`PRAGMA query_only = ${forbidden ? 'ON' : 'OFF'}`);
    this.#writingForbidden = forbidden;
  }

  rollback(): void {
    // A failed COMMIT or a full disk has ended the transaction already.
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }

  close(): void {
    this.#prepared.clear();
    if (this.#database.isOpen) this.#database.close();
  }
}
