import {
  valueTypesOf,
  type JoinDefinition,
  type Rule,
  type Schema,
  type Source,
  type TableDefinition,
  type ValueTypesOf,
} from '../data/index.js';
import { columnsOf, type Columns, type Typed } from '../expr/index.js';
import { joinedSchema } from './joined-schema.js';
import {
  problem,
  targetlessProblem,
  upliftProblem,
  type AllowedOf,
  type Problem,
  type RowOptions,
  type RowSettings,
  type TargetColumn,
  type TargetOptions,
  type TargetSettings,
  type TaskFor,
  type TreatmentOf,
  type UpliftOptions,
  type UpliftSettings,
  type WeightOf,
} from './problem.js';

/** The columns of a schema as expressions: `c.tenure` is a number, `c.Contract` a text, a misspelt name does not compile. */
export type ColumnsOf<S extends Schema> = Columns<ValueTypesOf<S>>;

/** Row rules by name: true keeps the row, false fails it, null (an empty cell) does not fail it. */
export type Rules<S extends Schema> = (c: ColumnsOf<S>) => Readonly<Record<string, Typed<'bool'>>>;

/**
 * Rows of a source with a schema, as plain data: nothing is read before a model is trained or checked.
 * Every method gives a new table and leaves this one as it is.
 */
export interface Table<S extends Schema> {
  readonly definition: TableDefinition;
  /** Row rules. At level `error` (the default) rows that fail go to quarantine under the rule's name; at `warn` they are counted and kept. */
  check(rules: Rules<S>, options?: { readonly level?: 'error' | 'warn' }): Table<S>;
  /** Rules about the whole table, such as `unique('id')`, `rowCount({ min: 100 })` or `freshness('at', '2d')`. */
  expect(...rules: readonly Rule[]): Table<S>;
  /** Keeps the rows for which the test is true; rows where it is false or null are left out and counted. */
  where(test: (c: ColumnsOf<S>) => Typed<'bool'>): Table<S>;
  /**
   * Adds the columns of another table by key: every row keeps its place, rows without a partner get nulls.
   * `on` names the key in this table and in the other. The other's key must be unique there, or training stops with its name.
   */
  join<R extends Schema>(right: Table<R>, on: { readonly [K in keyof S & string]?: keyof R & string }): Table<S & R>;
  /** Quarantine may hold at most this share of the rows (default 0.05) before training stops. */
  maxBadRate(share: number): Table<S>;
  /**
   * What is to be predicted. From here on the column does not exist for features: leakage does not compile.
   * bool gives a binary task, category a multiclass one, a number a regression; `task` overrides.
   */
  target<K extends TargetColumn<S>, const O extends TargetOptions<S> = TargetOptions<S>>(
    column: K,
    options?: O & TargetOptions<S>,
  ): Problem<Omit<S, K | WeightOf<O>>, TaskFor<S, K, O>, AllowedOf<O>>;
  /** Groups the rows into segments, without a target: customers who are alike. */
  segments<const O extends RowOptions<S> = RowOptions<S>>(
    options?: O & RowOptions<S>,
  ): Problem<Omit<S, WeightOf<O>>, 'segment', AllowedOf<O>>;
  /** Says how odd each row is, without a target: an answer that is higher is odder. */
  outliers<const O extends RowOptions<S> = RowOptions<S>>(
    options?: O & RowOptions<S>,
  ): Problem<Omit<S, WeightOf<O>>, 'outlier', AllowedOf<O>>;
  /**
   * Says by how much more comes of a row when it is treated: whom to treat. The rows are those of a past campaign, in which some were treated and some were not.
   * `outcome` is what became of them; from here on neither it nor the treatment exists for features.
   */
  uplift<K extends TargetColumn<S>, const O extends UpliftOptions<S>>(
    outcome: K,
    options: O & UpliftOptions<S>,
  ): Problem<Omit<S, K | TreatmentOf<O> | WeightOf<O>>, 'uplift', AllowedOf<O>>;
}

/**
 * A table of a source. `csv`, `parquet`, `json`, `postgres` and `rows` are short for it.
 *
 * ```ts
 * import { csv, t } from 'millwright';
 *
 * const customers = csv('customers.csv', { id: t.id(), tenure: t.int(), churned: t.bool({ true: 'Yes', false: 'No' }) })
 *   .check((c) => ({ 'tenure is not negative': c.tenure.gte(0) }));
 * ```
 */
export function table<const S extends Schema>(source: Source, schema: S): Table<S> {
  return fromDefinition<S>({ source, schema, checks: [], joins: [] });
}

function fromDefinition<S extends Schema>(definition: TableDefinition): Table<S> {
  const with_ = (change: Partial<TableDefinition>): Table<S> => fromDefinition<S>({ ...definition, ...change });
  const columns = (): ColumnsOf<S> => columnsOf(valueTypesOf(joinedSchema(definition))) as ColumnsOf<S>;
  return Object.freeze({
    definition,
    check: (rules: Rules<S>, options: { level?: 'error' | 'warn' } = {}) => {
      const added = Object.entries(rules(columns())).map(([rule, test]): Rule => ({
        kind: 'row',
        rule,
        level: options.level ?? 'error',
        test: test.node,
      }));
      return with_({ checks: [...definition.checks, ...added] });
    },
    expect: (...rules: readonly Rule[]) => with_({ checks: [...definition.checks, ...rules] }),
    where: (test: (c: ColumnsOf<S>) => Typed<'bool'>) => {
      const added = test(columns()).node;
      return with_({ where: definition.where ? { kind: 'call', op: 'and', args: [definition.where, added] } : added });
    },
    join: <R extends Schema>(right: Table<R>, on: { readonly [key: string]: string | undefined }) => {
      const join: JoinDefinition = { right: right.definition, on: on as Readonly<Record<string, string>> };
      const joined = { ...definition, joins: [...definition.joins, join] };
      joinedSchema(joined);
      return fromDefinition<S & R>(joined);
    },
    maxBadRate: (share: number) => with_({ maxBadRate: share }),
    target: (column: string, options: TargetSettings = {}) => problem(definition, joinedSchema(definition), column, options),
    segments: (options: RowSettings = {}) => targetlessProblem(definition, joinedSchema(definition), 'segment', options),
    outliers: (options: RowSettings = {}) => targetlessProblem(definition, joinedSchema(definition), 'outlier', options),
    uplift: (outcome: string, options: UpliftSettings) => upliftProblem(definition, joinedSchema(definition), outcome, options),
  }) as unknown as Table<S>;
}
