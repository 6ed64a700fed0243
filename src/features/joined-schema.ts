import { joinSchema, type Schema, type TableDefinition } from '../data/index.js';

/**
 * The schema of a table with the columns that its joins add; these may be empty, for a row may have no partner.
 * Throws `MW_DATA_JOIN_COLUMNS` where the keys do not fit, or both tables have a column of one name.
 */
export function joinedSchema({ schema, joins }: TableDefinition): Schema {
  return joins.reduce((left, { right, on }) => joinSchema(left, joinedSchema(right), on, labelOf(right)), schema);
}

const labelOf = ({ source }: TableDefinition): string => ('path' in source ? source.path : `the ${source.kind} to join`);
