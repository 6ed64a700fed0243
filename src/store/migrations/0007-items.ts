import type { Migration } from './index.js';

/** What is reported of items, and which of several catalogues an event is of. */
export const itemTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_items')
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('cells', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mw_items_key', ['model', 'item_id'])
    .execute();
  await schema.createIndex('mw_items_seq').on('mw_items').columns(['model', 'seq']).unique().execute();
  await schema.alterTable('mw_events').addColumn('source', 'text').execute();
  // A user's history is read from this index alone, whosever events are asked for.
  await schema.dropIndex('mw_events_user').execute();
  await schema.createIndex('mw_events_user').on('mw_events').columns(['user_id', 'at', 'id', 'type', 'item_id', 'source']).execute();
};
