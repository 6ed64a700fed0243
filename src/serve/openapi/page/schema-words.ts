import type { JsonSchema } from '../../route.js';

/** What a schema takes, in few words: `number or null`, `"Yes", "No" or true`. */
export function typeWords(schema: JsonSchema): string {
  const {
    type,
    enum: values,
    anyOf,
    items,
    const: only,
  } = schema as {
    readonly type?: string | readonly string[];
    readonly enum?: readonly unknown[];
    readonly anyOf?: readonly JsonSchema[];
    readonly items?: JsonSchema;
    readonly const?: unknown;
  };
  if (only !== undefined) return JSON.stringify(only);
  if (values) return either(values.map((value) => JSON.stringify(value)));
  if (anyOf) return either([...new Set(anyOf.map(typeWords))]);
  if (type === 'array') return `list of ${items ? typeWords(items) : 'anything'}`;
  if (type === undefined) return '$ref' in schema ? String(schema['$ref']).split('/').at(-1)! : 'anything';
  const names: readonly string[] = typeof type === 'string' ? [type] : type;
  return either(names.map((name) => WORDS[name] ?? name));
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false', null: 'null' };
const MOST = 8;

function either(words: readonly string[]): string {
  const shown = words.length > MOST ? [...words.slice(0, MOST), `${words.length - MOST} more`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
