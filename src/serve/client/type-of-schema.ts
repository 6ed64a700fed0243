import { printableJson } from '../printable.js';
import { KNOWN_LEVELS } from '../openapi/column-notes.js';
import type { JsonSchema } from '../route.js';

interface Loose {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
}

const WORDS: Readonly<Record<string, string>> = { integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

/** A text as TypeScript writes it: nothing in it can end the literal or the line. */
export const literal = (text: string): string => printableJson(text);

/** A doc comment; the text cannot end it. */
export const comment = (text: string, indent = ''): string =>
  `${indent}/** ${text.replaceAll('*/', '* /').replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')} */\n`;

/** The TypeScript type of what a JSON Schema takes. Known levels become literals beside `string`, so that an editor offers them. */
export function typeOfSchema(schema: JsonSchema, indent = ''): string {
  const { type, enum: values, anyOf, const: only, items, properties } = schema as Loose;
  if (only !== undefined) return valueType(only);
  if (values) return enumType(values);
  if (anyOf) return union(anyOf.map((one) => typeOfSchema(one, indent)));
  if (properties) return objectType(schema, indent);
  if (type === undefined) return 'unknown';
  return union((typeof type === 'string' ? [type] : type).map((name) => named(name, schema, items, indent)));
}

function named(name: string, schema: JsonSchema, items: JsonSchema | undefined, indent: string): string {
  if (name === 'string') return textType(schema[KNOWN_LEVELS] as readonly string[] | undefined);
  if (name === 'array') return `readonly (${items ? typeOfSchema(items, indent) : 'unknown'})[]`;
  if (name !== 'object') return WORDS[name] ?? 'unknown';
  const { additionalProperties } = schema as Loose;
  return `Readonly<Record<string, ${typeof additionalProperties === 'object' ? typeOfSchema(additionalProperties, indent) : 'unknown'}>>`;
}

const textType = (levels: readonly string[] | undefined): string =>
  levels && levels.length > 0 ? `${levels.map(literal).join(' | ')} | (string & {})` : 'string';

const valueType = (value: unknown): string => (typeof value === 'string' ? literal(value) : JSON.stringify(value));

function enumType(values: readonly unknown[]): string {
  const both = values.includes(true) && values.includes(false);
  const rest = values.filter((value) => !both || typeof value !== 'boolean');
  return union([...(both ? ['boolean'] : []), ...rest.map(valueType)]);
}

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ');

/** An object type with a doc comment for each property that has words. */
export function objectType(schema: JsonSchema, indent = ''): string {
  const { properties = {}, required = [] } = schema as Loose;
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, of]) => {
    const { description } = of as Loose;
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
    const type = typeOfSchema(of, inner);
    const optional = required.includes(name) ? `${key}: ${type}` : `${key}?: ${type} | undefined`;
    return `${description ? comment(description, inner) : ''}${inner}readonly ${optional};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
