import type { Migration } from './index.js';

/** Which prediction a shadow's answer belongs to, so that it shares its outcome. */
export const shadowLinks: Migration = async ({ schema }) => {
  await schema.alterTable('mw_predictions').addColumn('shadow_of', 'text').execute();
  await schema
    .createIndex('mw_predictions_shadow_of')
    .on('mw_predictions')
    .column('shadow_of')
    .where('shadow_of', 'is not', null)
    .execute();
};
