import { sql } from 'kysely';
import type { Migration } from './index.js';

/** Models, versions, aliases with their history, runs, the audit and the blobs' references. */
export const registryTables: Migration = async (tx, engine) => {
  const { schema } = tx;
  await schema
    .createTable('mw_requests')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('result', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('mw_requests_at').on('mw_requests').column('at').execute();
  await versionTables(tx, engine);
  await aliasTables(tx, engine);
  await runTables(tx, engine);
  await auditTable(tx, engine);
};

const versionTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_models')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('last_version', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('mw_versions')
    .addColumn('model', 'text', (c) => c.notNull().references('mw_models.name'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('run', 'text', (c) => c.notNull().unique())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('learner', 'text', (c) => c.notNull())
    .addColumn('record', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mw_versions_key', ['model', 'version'])
    .execute();
  await schema
    .createTable('mw_blob_refs')
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mw_blob_refs_key', ['owner', 'name'])
    .execute();
  await schema.createIndex('mw_blob_refs_sha256').on('mw_blob_refs').column('sha256').execute();
};

const aliasTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_aliases')
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('alias', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mw_aliases_key', ['model', 'alias'])
    .addForeignKeyConstraint('mw_aliases_version', ['model', 'version'], 'mw_versions', ['model', 'version'])
    .execute();
  await schema
    .createTable('mw_alias_history')
    .addColumn('seq', 'bigint', (c) => c.primaryKey())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('alias', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('from_version', 'integer')
    .addColumn('to_version', 'integer')
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('mw_alias_history_alias').on('mw_alias_history').columns(['model', 'alias']).execute();
};

const runTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_runs')
    .addColumn('seq', 'bigint', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('version', 'integer')
    .addColumn('error', 'text')
    .execute();
  await schema.createIndex('mw_runs_status').on('mw_runs').column('status').execute();
};

const auditTable: Migration = async (tx, engine) => {
  await tx.schema
    .createTable('mw_audit')
    .addColumn('seq', 'bigint', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('previous', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  if (engine === 'sqlite')
    for (const change of ['UPDATE', 'DELETE'])
      await sql`CREATE TRIGGER ${sql.raw(`mw_audit_no_${change.toLowerCase()}`)} BEFORE ${sql.raw(change)} ON mw_audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`.execute(tx);
  else {
    await sql`CREATE FUNCTION mw_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
      $body$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $body$`.execute(tx);
    await sql`CREATE TRIGGER mw_audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON mw_audit
      FOR EACH STATEMENT EXECUTE FUNCTION mw_refuse_change()`.execute(tx);
  }
};
