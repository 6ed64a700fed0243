import type { Column } from '../../data/index.js';
import type { OpenRecommender } from '../../model/index.js';
import type { JsonSchema } from '../route.js';
import { KNOWN_LEVELS } from './column-notes.js';

/** Levels that a category's schema names; one of more is a text like any. */
const MOST_LEVELS = 100;

/** The columns of a recommender's items, as answers tell them; each may be null. */
export function itemSchemaOf({ itemSchema = {} }: OpenRecommender): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(itemSchema).map(([name, column]) => [name, { type: [toldType(column), 'null'], ...described(column) }]),
  );
  return { type: 'object', required: Object.keys(properties), properties };
}

/** What the columns may be asked for: what `itemFilters` reads. */
export function filterSchemaOf(open: OpenRecommender): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(open.itemSchema ?? {}).map(([name, column]) => [name, columnTest(column, levelsOf(open, name, column))]),
  );
  return { type: 'object', additionalProperties: false, properties };
}

const described = ({ spec: { description } }: Column): JsonSchema => (description === undefined ? {} : { description });

const toldType = ({ valueType }: Column): string => (valueType === 'number' ? 'number' : valueType === 'bool' ? 'boolean' : 'string');

function columnTest(column: Column, levels: JsonSchema): JsonSchema {
  const cell = { type: [...SENT[column.kind], 'null'], ...levels };
  const list = { type: 'array', minItems: 1, maxItems: 1000, items: cell };
  const bound = { type: column.valueType === 'number' ? 'number' : 'string' };
  const isOrdered = column.valueType === 'number' || column.valueType === 'time';
  const orders = isOrdered ? { lt: bound, lte: bound, gt: bound, gte: bound } : {};
  const test = { type: 'object', additionalProperties: false, properties: { ...orders, not: { anyOf: [cell, list] } } };
  return { anyOf: [cell, list, test], ...described(column) };
}

/** JSON types of the values of each kind. */
const SENT: Readonly<Record<Column['kind'], readonly string[]>> = {
  id: ['string', 'integer'],
  int: ['integer'],
  number: ['number'],
  bool: ['boolean', 'string'],
  category: ['string', 'number'],
  text: ['string'],
  timestamp: ['string'],
  date: ['string'],
};

/** The values of a category, where they are few. */
function levelsOf({ items, cellOf }: OpenRecommender, name: string, { kind }: Column): JsonSchema {
  if (kind !== 'category') return {};
  const found = new Set<string>();
  for (const item of items) {
    const cell = cellOf(item, name);
    if (cell !== null) found.add(String(cell));
    if (found.size > MOST_LEVELS) return {};
  }
  return found.size === 0 ? {} : { [KNOWN_LEVELS]: [...found].toSorted() };
}
