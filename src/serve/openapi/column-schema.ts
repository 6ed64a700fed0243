import type { Column, TextOptions } from '../../data/index.js';
import type { JsonSchema } from '../route.js';
import { dayPattern, momentPattern } from './time-pattern.js';

/** Something beside the blanks that are cut from a cell. */
const SAYS_SOMETHING = '[^ \\t\\n\\r\\v\\f\\u00a0\\ufeff]';

/** Whole numbers beyond it cannot be told apart as doubles. */
const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * The JSON values of one column, as `jsonRowReader` reads them. Numbers are JSON numbers, never texts; a bool is `true`, `false` or the data's
 * own spelling; texts that mean "nothing" in the data are refused where the column is not nullable.
 */
export function columnSchema(column: Column, reading: TextOptions = {}): JsonSchema {
  const { nullable } = column.spec;
  switch (column.kind) {
    case 'int':
      return { ...typed(nullable, 'integer'), minimum: -SAFE, maximum: SAFE };
    case 'number':
      return typed(nullable, 'number');
    case 'bool':
      return { enum: [true, false, ...spellings(column), ...(nullable ? [null, ''] : [])] };
    case 'id':
      return { ...textual(column, reading, 'string', 'integer'), minimum: -SAFE, maximum: SAFE };
    case 'category':
      return textual(column, reading, 'string', 'number');
    case 'text':
      return textual(column, reading, 'string');
    case 'timestamp':
    case 'date':
      return timeSchema(column, reading);
  }
}

const typed = (nullable: boolean, ...types: readonly string[]): JsonSchema => {
  const all = nullable ? [...types, 'null'] : types;
  return { type: all.length === 1 ? all[0] : all };
};

/** The texts of both values, and the numbers that print as those texts (`1` for `"1"`). */
function spellings({ trueText, falseText }: Column): readonly (string | number)[] {
  const texts = [...new Set([trueText ?? 'true', falseText ?? 'false'].map((text) => text.trim()).concat('true', 'false'))];
  return [...texts, ...texts.map(Number).filter((n, i) => String(n) === texts[i] && Number.isFinite(n))];
}

function textual({ spec: { nullable } }: Column, reading: TextOptions, ...json: readonly string[]): JsonSchema {
  const types = typed(nullable, ...json);
  return nullable ? types : { ...types, pattern: SAYS_SOMETHING, ...withoutNulls(reading) };
}

/** Spellings of "nothing" that the source names, as texts and as the numbers that print so. */
function withoutNulls({ nulls = [] }: TextOptions): JsonSchema {
  const texts = nulls.map((text) => text.trim()).filter((text) => text !== '');
  const numbers = texts.map(Number).filter((n, i) => String(n) === texts[i] && Number.isFinite(n));
  return texts.length === 0 ? {} : { not: { enum: [...texts, ...numbers] } };
}

function timeSchema(column: Column, reading: TextOptions): JsonSchema {
  const { format, nullable } = column.spec;
  const pattern = format === undefined ? (column.kind === 'date' ? dayPattern : momentPattern) : SAYS_SOMETHING;
  return nullable
    ? { ...typed(true, 'string'), pattern: `^$|${pattern}` }
    : { ...typed(false, 'string'), pattern, ...withoutNulls(reading) };
}
