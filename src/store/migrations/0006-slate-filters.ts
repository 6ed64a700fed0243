import type { Migration } from './index.js';

/** What a recommended list was asked to be of, so that another version can be asked the same. */
export const slateFilters: Migration = async ({ schema }) => {
  await schema.alterTable('mw_slates').addColumn('filter', 'text').execute();
};
