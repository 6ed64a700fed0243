import type { Migration } from './index.js';

/** What tuning writes: studies and their trials. */
export const studyTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_studies')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('mw_studies_model').on('mw_studies').column('model').execute();
  await schema
    .createTable('mw_trials')
    .addColumn('study', 'text', (c) => c.notNull().references('mw_studies.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('owner', 'text')
    .addColumn('point', 'text', (c) => c.notNull())
    .addColumn('end', 'text')
    .addPrimaryKeyConstraint('mw_trials_key', ['study', 'number'])
    .execute();
};
