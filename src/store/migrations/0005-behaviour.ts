import { sql } from 'kysely';
import type { Migration } from './index.js';

/** What users do as it happens, and what was recommended to them. */
export const behaviourTables: Migration = async ({ schema }, engine) => {
  await schema
    .createTable('mw_events')
    .addColumn('seq', engine === 'sqlite' ? 'integer' : 'bigserial', (c) =>
      engine === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    // Events of one moment stand by their id: in the same order on both engines.
    .addColumn('id', engine === 'sqlite' ? 'text' : sql`text collate "C"`, (c) => c.notNull().unique())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('value', 'double precision')
    .addColumn('quantity', 'double precision')
    .addColumn('price', 'double precision')
    .addColumn('slate', 'text')
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .execute();
  // A user's history is read from this index alone.
  await schema.createIndex('mw_events_user').on('mw_events').columns(['user_id', 'at', 'id', 'type', 'item_id']).execute();
  await schema.createIndex('mw_events_at').on('mw_events').column('at').execute();
  await schema.createIndex('mw_events_slate').on('mw_events').column('slate').where('slate', 'is not', null).execute();
  await schema
    .createTable('mw_slates')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('route', 'text', (c) => c.notNull())
    .addColumn('experiment', 'text')
    .addColumn('arm', 'text')
    .addColumn('user_id', 'text')
    .addColumn('k', 'integer', (c) => c.notNull())
    .addColumn('items', 'text', (c) => c.notNull())
    .addColumn('latency_us', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('mw_slates_model_at').on('mw_slates').columns(['model', 'at', 'id']).execute();
  await schema.createIndex('mw_slates_user').on('mw_slates').column('user_id').where('user_id', 'is not', null).execute();
};
