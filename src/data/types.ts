import { checkChanges } from './check-changes.js';
import type { Changes, ColumnKind, ColumnSpec } from './column-spec.js';

declare const words: unique symbol;

/** The expression type of each kind of column. */
export interface ValueTypeOf {
  readonly id: 'text';
  readonly int: 'number';
  readonly number: 'number';
  readonly bool: 'bool';
  readonly category: 'text';
  readonly text: 'text';
  readonly timestamp: 'time';
  readonly date: 'time';
}

const VALUE_TYPES: ValueTypeOf = {
  id: 'text',
  int: 'number',
  number: 'number',
  bool: 'bool',
  category: 'text',
  text: 'text',
  timestamp: 'time',
  date: 'time',
};

/**
 * What one column holds. A frozen value: every method returns a new column.
 *
 * - `nullable()`: a cell may be empty.
 * - `optional()`: the whole column may be absent; its cells then read as empty.
 * - `describe(text)`: what it means, for reports and the API's documentation.
 * - `annotate({ immutable, monotone, changeCost })`: how its value can change, for counterfactuals.
 *
 * The type parameters carry the kind, `nullable`, `optional` and, for `bool`, the two spellings.
 */
export interface Column<
  K extends ColumnKind = ColumnKind,
  N extends boolean = boolean,
  O extends boolean = boolean,
  W extends string = string,
> {
  readonly kind: K;
  readonly valueType: ValueTypeOf[K];
  /** The column as plain JSON. */
  readonly spec: ColumnSpec<K, N, O>;
  /** `bool`: how the data spells yes. */
  readonly trueText?: string;
  /** `bool`: how the data spells no. */
  readonly falseText?: string;
  readonly [words]?: W;
  nullable(): Column<K, true, O, W>;
  optional(): Column<K, N, true, W>;
  describe(text: string): Column<K, N, O, W>;
  /** Throws `MW_DATA_SCHEMA` for a direction of what has no order, and for a cost that is no number from 0 on. */
  annotate(changes: Changes): Column<K, N, O, W>;
}

/** The column of a plain description. `t` makes those of a program, `schemaFromJson` those of a file. */
export function columnOf<K extends ColumnKind, N extends boolean, O extends boolean, W extends string>(
  spec: ColumnSpec<K, N, O>,
): Column<K, N, O, W> {
  return Object.freeze({
    kind: spec.kind,
    valueType: VALUE_TYPES[spec.kind],
    spec: Object.freeze(spec),
    ...(spec.true === undefined ? {} : { trueText: spec.true }),
    ...(spec.false === undefined ? {} : { falseText: spec.false }),
    nullable: () => columnOf<K, true, O, W>({ ...spec, nullable: true }),
    optional: () => columnOf<K, N, true, W>({ ...spec, optional: true }),
    describe: (text: string) => columnOf<K, N, O, W>({ ...spec, description: text }),
    annotate: (changes: Changes) => columnOf<K, N, O, W>({ ...spec, ...checkChanges(changes, spec.kind) }),
  });
}

const plain = <K extends ColumnKind>(kind: K, options: object = {}): Column<K, false, false> =>
  columnOf({ kind, nullable: false, optional: false, ...options });

/**
 * The kinds of columns.
 *
 * | call | a cell is | in expressions |
 * |---|---|---|
 * | `t.id()` | what names the row; compared as text, so `1` is `"1"` and `007` keeps its zeros | text |
 * | `t.int()` | a whole number within ±2^53 | number |
 * | `t.number({ unit: 'USD' })` | a finite number | number |
 * | `t.bool({ true: 'Yes', false: 'No' })` | one of two spellings; `true` and `false` are always understood | bool |
 * | `t.category()` | one of a limited set of texts | text |
 * | `t.text()` | free text | text |
 * | `t.timestamp({ format })` | a point in time, ISO 8601; without a zone it is UTC | time |
 * | `t.date({ format })` | a calendar day | time, its midnight UTC |
 *
 * `format` is for other spellings than ISO 8601, made of `%Y %y %m %d %H %M %S %f %z` and literal characters:
 * `t.timestamp({ format: '%d/%m/%Y %H:%M' })`.
 */
export const t = Object.freeze({
  id: () => plain('id'),
  int: (options: { readonly unit?: string } = {}) => plain('int', options),
  number: (options: { readonly unit?: string } = {}) => plain('number', options),
  bool: <const Y extends string = 'true', const F extends string = 'false'>(
    spelling: { readonly true: Y; readonly false: F } = { true: 'true' as Y, false: 'false' as F },
  ): Column<'bool', false, false, Y | F> =>
    plain('bool', { true: spelling.true, false: spelling.false }) as Column<'bool', false, false, Y | F>,
  category: () => plain('category'),
  text: () => plain('text'),
  timestamp: (options: { readonly format?: string } = {}) => plain('timestamp', options),
  date: (options: { readonly format?: string } = {}) => plain('date', options),
});
