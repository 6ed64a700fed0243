import type { AnyTask } from '../../core/index.js';
import { schemaFromJson, type Schema, type TextOptions } from '../../data/index.js';
import type { ModelContent } from '../../model/index.js';
import type { JsonSchema } from '../route.js';
import { columnSchema } from './column-schema.js';

/** What a row's schema is made of. */
export type RowContent = Pick<ModelContent<AnyTask>, 'schema' | 'inputs' | 'ids' | 'target' | 'reading'>;

/** What is added to the schema of a column, by name: words and values that change nothing about what it takes. */
export type ColumnNotes = Readonly<Record<string, JsonSchema>>;

/**
 * The columns that a row to predict may have: the inputs as the data declares them, and beside them the ids and what else the data had, all of
 * these optional and nullable. The target is none of them. In the order of the data.
 */
export function rowColumnsOf(content: Omit<RowContent, 'ids' | 'reading'>): Schema {
  const inputs = new Set(content.inputs);
  const columns = Object.entries(schemaFromJson(content.schema)).filter(([name]) => name !== content.target || inputs.has(name));
  return Object.fromEntries(columns.map(([name, column]) => [name, inputs.has(name) ? column : column.optional().nullable()]));
}

/**
 * The JSON Schema (draft 2020-12) of one row to predict. It takes the rows that `jsonRowReader` reads, save spellings that only the reader knows:
 * blanks around a text, "nothing" in the words of the data, and times in a format of the data's own, of which it takes any text.
 *
 * | column | JSON |
 * |---|---|
 * | int, number | a number; never a text |
 * | bool | `true`, `false`, or the data's own spellings |
 * | category, id | a text; or a number (id: a whole one), which means its text |
 * | text | a text |
 * | timestamp, date | an ISO 8601 text, or one in the column's format |
 *
 * Nullable columns also take `null`. A column that is no column of the data, or the target, is refused.
 */
export function rowSchemaOf(content: RowContent, notes: ColumnNotes = {}): JsonSchema {
  const columns = Object.entries(rowColumnsOf(content));
  const reading = content.reading as TextOptions;
  return {
    type: 'object',
    properties: Object.fromEntries(columns.map(([name, column]) => [name, { ...columnSchema(column, reading), ...notes[name] }])),
    required: columns.flatMap(([name, { spec }]) => (spec.optional ? [] : [name])),
    additionalProperties: false,
  };
}
