import { characterFault, didYouMean, listed, mwError } from '../../core/index.js';
import { jsonRowReader, type JsonRowReader, type Schema } from '../../data/index.js';
import { allOf, anyOf, callNode, columnNode, exprOf, literalNode, type Expr, type LiteralValue, type Node } from '../../expr/index.js';
import type { OpenRecommender } from '../../model/index.js';

/** One value of a column, as JSON has it. */
export type FilterCell = string | number | boolean | null;

/** What one column is asked for: a value, one of several, or an order with others; all that is named must hold. */
export type ColumnTest =
  | FilterCell
  | readonly FilterCell[]
  | {
      readonly lt?: string | number;
      readonly lte?: string | number;
      readonly gt?: string | number;
      readonly gte?: string | number;
      readonly not?: FilterCell | readonly FilterCell[];
    };

/** What a request wants of the items, by column: all of it must hold. */
export type ItemFilter = Readonly<Record<string, ColumnTest>>;

/** Reads the filters of requests for one version. */
export interface ItemFilters {
  /** The filter as a test of an item's row. The same filter gives the very same node while it is remembered, as short ones are. Raises `MW_SERVE_FILTER`. */
  read(filter: ItemFilter): Node;
}

/** Filters that are remembered: shops ask with the same few again and again. */
const REMEMBERED = 200;
/** Characters of a filter that is remembered: longer ones are seldom asked twice, and would fill the memory. */
const REMEMBERED_CHARACTERS = 2000;
/** Values of one list. */
const MOST_VALUES = 1000;
const ORDERS = ['lt', 'lte', 'gt', 'gte'] as const;
const WORDS: readonly string[] = [...ORDERS, 'not'];

/** What a filter is read against. */
interface Reading {
  readonly model: string;
  readonly columns: Schema;
  readonly reader: JsonRowReader;
}

/**
 * Reads filters such as `{"category": ["tea", "cups"], "price": {"lt": 20}}`. Values are read as the items' table reads them: a category may be sent as a
 * number, a time is ISO 8601 text. `null` asks for what is not known. An item of which a column is not known passes no test of that column but `null`
 * and `not`.
 */
export function itemFilters({ model, version, itemSchema = {} }: Pick<OpenRecommender, 'model' | 'version' | 'itemSchema'>): ItemFilters {
  const columns: Schema = Object.fromEntries(Object.entries(itemSchema).map(([name, column]) => [name, column.optional().nullable()]));
  const reading = { model: `${model}@${version}`, columns, reader: jsonRowReader(columns) };
  const known = new Map<string, Node>();
  return {
    read: (filter) => {
      const text = JSON.stringify(filter);
      const before = known.get(text);
      if (before) return before;
      const node = filterNode(filter, reading);
      if (text.length > REMEMBERED_CHARACTERS) return node;
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
      known.set(text, node);
      return node;
    },
  };
}

function filterNode(filter: ItemFilter, reading: Reading): Node {
  const tests = Object.entries(filter).flatMap(([name, asked]) => testsOf(name, asked, reading));
  return allOf(...tests).node;
}

function testsOf(name: string, asked: ColumnTest, reading: Reading): readonly Expr<'bool'>[] {
  const { columns } = reading;
  if (!Object.hasOwn(columns, name)) {
    const known = Object.keys(columns);
    const reason = known.length === 0 ? 'its items have no table' : `its items have ${listed(known, 20)}.${didYouMean(name, known)}`;
    throw refused(name, `there is no such column: ${reason}`, reading);
  }
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return [oneOf(name, asked as FilterCell, reading)];
  const words = Object.entries(asked as Readonly<Record<string, unknown>>);
  const strange = words.find(([word]) => !WORDS.includes(word));
  if (strange || words.length === 0) throw refused(name, `it may be asked for ${WORDS.join(', ')}, a value, or a list of values`, reading);
  return words.map(([word, value]) =>
    word === 'not'
      ? exprOf<'bool'>(callNode('not', oneOf(name, value as FilterCell | readonly FilterCell[], reading).node))
      : ordered(name, word, value, reading),
  );
}

/** Whether the column has one of the values: never unknown. */
function oneOf(name: string, asked: FilterCell | readonly FilterCell[], reading: Reading): Expr<'bool'> {
  const values = ([asked].flat() as readonly FilterCell[]).map((value) => valueOf(name, value, reading));
  if (values.length === 0 || values.length > MOST_VALUES) throw refused(name, `a list must have 1 to ${MOST_VALUES} values`, reading);
  const { valueType: type } = reading.columns[name];
  const column = columnNode(name, type);
  const known = values.filter((value) => value !== null);
  const tests =
    type === 'text' || type === 'number'
      ? [callNode('inSet', column, literalNode(`${type}s`, known as readonly string[]))]
      : known.map((value) => callNode('eq', column, literalNode(type, value)));
  const isUnknown = known.length < values.length ? [exprOf<'bool'>(callNode('isNull', column))] : [];
  return anyOf(...tests.map((test) => exprOf<'bool'>(callNode('isTrue', test))), ...isUnknown);
}

function ordered(name: string, word: string, value: unknown, reading: Reading): Expr<'bool'> {
  const { valueType } = reading.columns[name];
  if (valueType !== 'number' && valueType !== 'time')
    throw refused(name, `"${word}" is for numbers and times, and it is ${valueType}`, reading);
  const read = valueOf(name, value, reading);
  if (read === null) throw refused(name, `"${word}" needs a value`, reading);
  return exprOf<'bool'>(callNode('isTrue', callNode(word, columnNode(name, valueType), literalNode(valueType, read))));
}

function valueOf(name: string, value: unknown, reading: Reading): Exclude<LiteralValue, readonly unknown[]> {
  const row = { [name]: value };
  const values = reading.reader.read(row);
  if (values === undefined) throw refused(name, reading.reader.faultOf(row)!.reason, reading);
  const read = values[name];
  const reason = typeof read === 'string' ? characterFault(read) : undefined;
  if (reason !== undefined) throw refused(name, reason, reading);
  return read;
}

const refused = (column: string, reason: string, { model }: Reading): Error =>
  mwError('MW_SERVE_FILTER', { column, reason, model }, { where: `filter.${column}` });
