import { mwError } from '../core/index.js';
import { checkChanges } from './check-changes.js';
import type { Bands, Changes, ColumnKind, ColumnSpec } from './column-spec.js';
import { protectionFault } from './protected.js';

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
 * The type parameters carry the kind, `nullable`, `optional`, for `bool` the two spellings, and whether it is protected.
 */
export interface Column<
  K extends ColumnKind = ColumnKind,
  N extends boolean = boolean,
  O extends boolean = boolean,
  W extends string = string,
  P extends boolean = boolean,
> {
  readonly kind: K;
  readonly valueType: ValueTypeOf[K];
  /** The column as plain JSON. */
  readonly spec: ColumnSpec<K, N, O>;
  /** `bool`: how the data spells yes. */
  readonly trueText?: string;
  /** `bool`: how the data spells no. */
  readonly falseText?: string;
  /** It is no feature unless the model says so, and its groups are compared. */
  readonly protected: P;
  readonly [words]?: W;
  nullable(): Column<K, true, O, W, P>;
  optional(): Column<K, N, true, W, P>;
  describe(text: string): Column<K, N, O, W, P>;
  /** Throws `MW_DATA_SCHEMA` for a direction of what has no order, and for a cost that is no number from 0 on. */
  annotate(changes: Changes): Column<K, N, O, W, P>;
}

/** The column of a plain description. `t` makes those of a program, `schemaFromJson` those of a file. */
export function columnOf<K extends ColumnKind, N extends boolean, O extends boolean, W extends string, P extends boolean>(
  spec: ColumnSpec<K, N, O>,
): Column<K, N, O, W, P> {
  return Object.freeze({
    kind: spec.kind,
    valueType: VALUE_TYPES[spec.kind],
    spec: Object.freeze(spec),
    ...(spec.true === undefined ? {} : { trueText: spec.true }),
    ...(spec.false === undefined ? {} : { falseText: spec.false }),
    protected: (spec.protected !== undefined) as P,
    nullable: () => columnOf<K, true, O, W, P>({ ...spec, nullable: true }),
    optional: () => columnOf<K, N, true, W, P>({ ...spec, optional: true }),
    describe: (text: string) => columnOf<K, N, O, W, P>({ ...spec, description: text }),
    annotate: (changes: Changes) => columnOf<K, N, O, W, P>({ ...spec, ...checkChanges(changes, spec.kind) }),
  });
}

/** Whether it protects a column. */
type IsProtected<P> = P extends undefined ? false : true;

/** Both spellings, or neither: `true` and `false`. */
type Spelling<Y, F> = { readonly true: Y; readonly false: F } | { readonly true?: undefined; readonly false?: undefined };

interface NumberOptions<P> {
  readonly unit?: string;
  readonly protected?: P;
}

/** What JavaScript may pass although nothing is due: a protection that is not possible must not be passed over in silence. */
function protectionIn([options]: readonly { readonly protected?: unknown }[]): object {
  return options?.protected === undefined ? {} : { protected: options.protected };
}

/** Throws `MW_DATA_PROTECTED` where the protection does not fit the kind. */
function declared<K extends ColumnKind, P extends boolean = false>(kind: K, options: object = {}): Column<K, false, false, string, P> {
  const column = columnOf<K, false, false, string, P>({ kind, nullable: false, optional: false, ...options });
  const reason = protectionFault(column.spec);
  if (reason !== undefined) throw mwError('MW_DATA_PROTECTED', { kind, reason });
  return column;
}

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
 * `{ protected: true }` on a bool or a category, and `{ protected: { bands: [25, 60] } }` on a number, says that people must not be treated
 * by it: it is then no feature unless the model allows it, and every training compares its groups.
 *
 * `format` is for other spellings than ISO 8601, made of `%Y %y %m %d %H %M %S %f %z` and literal characters:
 * `t.timestamp({ format: '%d/%m/%Y %H:%M' })`.
 */
export const t = Object.freeze({
  id: (...none: readonly []) => declared('id', protectionIn(none)),
  int: <P extends Bands | undefined = undefined>(options: NumberOptions<P> = {}): Column<'int', false, false, string, IsProtected<P>> =>
    declared('int', options),
  number: <P extends Bands | undefined = undefined>(
    options: NumberOptions<P> = {},
  ): Column<'number', false, false, string, IsProtected<P>> => declared('number', options),
  bool: <const Y extends string = 'true', const F extends string = 'false', P extends true | undefined = undefined>(
    options: Spelling<Y, F> & { readonly protected?: P } = {},
  ): Column<'bool', false, false, Y | F, IsProtected<P>> =>
    declared('bool', { true: 'true', false: 'false', ...options }) as Column<'bool', false, false, Y | F, IsProtected<P>>,
  category: <P extends true | undefined = undefined>(
    options: { readonly protected?: P } = {},
  ): Column<'category', false, false, string, IsProtected<P>> => declared('category', options),
  text: (...none: readonly []) => declared('text', protectionIn(none)),
  timestamp: (options: { readonly format?: string } = {}) => declared('timestamp', options),
  date: (options: { readonly format?: string } = {}) => declared('date', options),
});
