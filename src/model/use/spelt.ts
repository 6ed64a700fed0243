import type { Schema } from '../../data/index.js';

/** A value of a column as the data spells it. */
export type CellText = string | number | boolean | null;

/** A value in the data's own spelling: `Yes` for a true. */
export const spelt = (schema: Schema, column: string, value: CellText): CellText =>
  typeof value === 'boolean' ? ((value ? schema[column].trueText : schema[column].falseText) ?? value) : value;
