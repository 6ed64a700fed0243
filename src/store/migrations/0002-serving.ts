import type { Migration } from './index.js';

/** What serving and monitoring write: predictions, their outcomes, who may ask, where requests go, what was alarmed. */
export const servingTables: Migration = async (tx, engine) => {
  await predictionTables(tx, engine);
  await accessTables(tx, engine);
  await alertTables(tx, engine);
};

const predictionTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_predictions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('route', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('row', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('probability', 'double precision')
    .addColumn('scores', 'text')
    .addColumn('decision', 'text')
    .addColumn('reasons', 'text')
    .addColumn('latency_us', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('mw_predictions_model_at').on('mw_predictions').columns(['model', 'at']).execute();
  await schema.createIndex('mw_predictions_subject').on('mw_predictions').column('subject').where('subject', 'is not', null).execute();
  await schema
    .createTable('mw_outcomes')
    .addColumn('prediction', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mw_outcomes_key', ['prediction', 'at', 'value'])
    .execute();
  await schema.createIndex('mw_outcomes_received').on('mw_outcomes').column('received_at').execute();
};

const accessTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_tokens')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
  await schema
    .createTable('mw_routing')
    .addColumn('model', 'text', (c) => c.primaryKey())
    .addColumn('rules', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute();
};

const alertTables: Migration = async ({ schema }) => {
  await schema
    .createTable('mw_alerts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('mw_alerts_model').on('mw_alerts').columns(['model', 'rule']).execute();
  await schema
    .createTable('mw_state')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
};
