import { schemaFromJson, type Schema, type TextOptions } from '../../data/index.js';
import type { ModelContent } from '../../model/index.js';
import type { JsonSchema } from '../route.js';
import { columnSchema } from './column-schema.js';

/** What a row's schema is made of. */
export type RowContent = Pick<ModelContent, 'schema' | 'inputs' | 'ids' | 'target' | 'reading'>;

/** How columns are told from each other in the docs, by name: words and values. */
export type ColumnNotes = Readonly<Record<string, { readonly description?: string; readonly examples?: readonly unknown[] }>>;

/** The columns that are read of a row to predict: the inputs as the data declares them, and the ids, optional and nullable. In the order of the data. */
export function rowColumnsOf(content: Pick<RowContent, 'schema' | 'inputs' | 'ids'>): Schema {
  const inputs = new Set(content.inputs);
  const columns = Object.entries(schemaFromJson(content.schema)).filter(([name]) => inputs.has(name) || content.ids.includes(name));
  return Object.fromEntries(columns.map(([name, column]) => [name, inputs.has(name) ? column : column.optional().nullable()]));
}

/** Columns of the data that this model does not read, the target among them: a row may have them. */
export function unreadColumnsOf(content: Pick<RowContent, 'schema' | 'inputs' | 'ids'>): readonly string[] {
  return Object.keys(schemaFromJson(content.schema)).filter((name) => !content.inputs.includes(name) && !content.ids.includes(name));
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
 * Nullable columns also take `null`. Columns of the data that the model does not read may hold anything; other columns are refused.
 */
export function rowSchemaOf(content: RowContent, notes: ColumnNotes = {}): JsonSchema {
  const columns = Object.entries(rowColumnsOf(content));
  const reading = content.reading as TextOptions;
  const unread = unreadColumnsOf(content).map((name) => [name, { description: name === content.target ? TARGET : UNREAD }]);
  return {
    type: 'object',
    properties: Object.fromEntries([
      ...columns.map(([name, column]) => [name, { ...columnSchema(column, reading), ...notes[name] }]),
      ...unread,
    ]),
    required: columns.flatMap(([name, { spec }]) => (spec.optional ? [] : [name])),
    additionalProperties: false,
  };
}

const TARGET = 'What is predicted. May be sent and is not looked at.';
const UNREAD = 'Not read by this model. May be sent and is not looked at.';
