import { durationMs, protectedColumns, valueTypesOf, type Schema, type TableDefinition } from '../data/index.js';
import { mwError, type AnyTask, type TargetlessTask, type Task } from '../core/index.js';
import { columnsOf, holesOf, learnedRules, usedColumns, type Node, type RuleName, type Typed } from '../expr/index.js';
import { checkProblem, checkRows, checkTrial, nodeOf } from './check-problem.js';
import type { ColumnsOf } from './table.js';
import { taskOf } from './task.js';

type KindsOf<S extends Schema, Kind extends string> = { [K in keyof S & string]: S[K]['kind'] extends Kind ? K : never }[keyof S & string];

/** Columns that can be predicted: bool, category, int and number. */
export type TargetColumn<S extends Schema> = KindsOf<S, 'bool' | 'category' | 'int' | 'number'>;

interface TaskOfKind {
  readonly bool: 'binary';
  readonly category: 'multiclass';
  readonly int: 'regression';
  readonly number: 'regression';
}
/** The task of a target column, unless the options name one. */
export type TaskFor<S extends Schema, K extends keyof S, O> = O extends { readonly task: infer T extends Task }
  ? T
  : S[K]['kind'] extends keyof TaskOfKind
    ? TaskOfKind[S[K]['kind']]
    : Task;

/** The weight column that the options name; it is no feature. */
export type WeightOf<O> = O extends { readonly weight: infer W extends string } ? W : never;

/** The columns that a schema protects. */
export type ProtectedColumn<S extends Schema> = { [K in keyof S & string]: S[K] extends { readonly protected: true } ? K : never }[keyof S &
  string];

/** The protected columns that the options allow as features. */
export type AllowedOf<O> = O extends { readonly allowProtected: readonly (infer A)[] } ? A : never;

/** The columns that features may read: all but the protected ones that are not allowed. */
export type Learnable<S extends Schema, A> = Omit<S, Exclude<ProtectedColumn<S>, A>>;

/** How the rows are split and weighed. Everything has a default. */
export interface RowOptions<S extends Schema> {
  /** Protected columns that features may read all the same, each a decision to answer for. */
  readonly allowProtected?: readonly ProtectedColumn<S>[];
  /** When each row happened. Then the newest rows are the holdout and folds look forward; random splits are refused unless `split` says so. */
  readonly time?: KindsOf<S, 'timestamp' | 'date'>;
  /** Rows of one group (a customer, a machine) never stand on both sides of a split. */
  readonly group?: KindsOf<S, 'id' | 'category' | 'int' | 'text'>;
  /** Weight of each row, positive. It is not a feature. */
  readonly weight?: KindsOf<S, 'int' | 'number'>;
  /** Share of rows that no fit sees before the report (default 0.2). */
  readonly holdout?: number;
  /** Folds of the cross-validation that compares learners (default 5). */
  readonly folds?: number;
  /** Milliseconds left out between the training rows and the rows they are judged on, for splits by time. */
  readonly gapMs?: number;
  /**
   * How long after its time a row's label may become known, such as `90d`. Rows whose label was still open when the first tested row happened are not
   * trained on when that is judged: nobody could have known it.
   */
  readonly labelsWithin?: string;
  /** `split: 'purged'`: rows train again from this long after the last tested label was known, such as `7d` (default 0). */
  readonly embargo?: string;
  /**
   * `random` forces a random split although a time column is declared. `purged` lets the folds that compare settings train on rows after the tested
   * ones too, without those whose labels overlap (`labelsWithin`) and without an `embargo` after them; the holdout stays the newest rows.
   */
  readonly split?: 'auto' | 'random' | 'purged';
}

/** What is predicted of the target's values, and how the rows are split and weighed. Everything has a default. */
export interface TargetOptions<S extends Schema> extends RowOptions<S> {
  readonly task?: Task;
  /** binary: the label whose probability is predicted. Default: the true spelling of a bool; of a category, yes / true / 1, else the rarer label. */
  readonly positive?: string;
}

/** Whether rows were treated, and how the rows are split and weighed. */
export interface UpliftOptions<S extends Schema> extends RowOptions<S> {
  /** The column that says whether a row was treated: two values. */
  readonly treatment: KindsOf<S, 'bool' | 'category' | 'int'>;
  /** Its value for rows that were. Default: the true spelling of a bool; else yes, true, 1, treated, treatment or test beside another. */
  readonly treated?: string;
  /** What the outcome is. Default: a number `regression`, anything else `binary`. */
  readonly task?: OutcomeTask;
  /** binary: the outcome that is hoped for. Default: the true spelling of a bool; of a category, yes / true / 1, else the rarer label. */
  readonly positive?: string;
  /**
   * Who decided about the treatment. `chance` (the default): a randomised campaign. `columns`: nothing but what the features say, so that the chance of each row
   * is estimated from them; right only if that is so, which no data can show.
   */
  readonly assignment?: 'chance' | 'columns';
}

/** The treatment column that the options name; it is no feature. */
export type TreatmentOf<O> = O extends { readonly treatment: infer C extends string } ? C : never;

/** {@link RowOptions} of a schema that only the running program knows. */
export interface RowSettings extends Omit<RowOptions<Schema>, 'time' | 'group' | 'weight' | 'allowProtected'> {
  readonly allowProtected?: readonly string[];
  readonly time?: string;
  readonly group?: string;
  readonly weight?: string;
}

/** {@link TargetOptions} of a schema that only the running program knows. */
export interface TargetSettings extends RowSettings, Pick<TargetOptions<Schema>, 'task' | 'positive'> {}

/** {@link UpliftOptions} of a schema that only the running program knows. */
export interface UpliftSettings extends RowSettings, Omit<UpliftOptions<Schema>, keyof RowOptions<Schema> | 'treatment'> {
  readonly treatment: string;
}

/** The plain data of rows to learn from. */
export interface RowsDefinition {
  readonly table: TableDefinition;
  readonly time: string | undefined;
  readonly group: string | undefined;
  readonly weight: string | undefined;
  readonly holdout: number;
  readonly folds: number;
  readonly gapMs: number;
  /** Protected columns that features may read; absent where none may. */
  readonly allowProtected?: readonly string[];
  /** Absent: 0. */
  readonly labelsWithinMs?: number;
  /** Absent: 0. */
  readonly embargoMs?: number;
  readonly split: 'auto' | 'random' | 'purged';
}

/** The plain data of a problem with a target. */
export interface ProblemDefinition extends RowsDefinition {
  readonly target: string;
  readonly task: Task | undefined;
  readonly positive: string | undefined;
}

/** The plain data of a problem without a target. */
export interface TargetlessDefinition extends RowsDefinition {
  readonly target: null;
  readonly task: TargetlessTask;
  /** Uplift: which columns tell of the treatment and its outcome. */
  readonly trial?: TrialDefinition;
}

/** What an effect is the effect of, and on what. */
export interface TrialDefinition {
  /** The column that says what became of a row. */
  readonly outcome: string;
  /** What the outcome is; absent: what its column is. */
  readonly task?: OutcomeTask;
  readonly positive?: string;
  /** The column that says whether a row was treated; neither it nor the outcome is a feature. */
  readonly treatment: string;
  readonly treated?: string;
  readonly assignment: 'chance' | 'columns';
}

/** What the outcome of a treatment may be. */
export type OutcomeTask = Exclude<Task, 'multiclass'>;

/** The plain data of a task's problem. */
export type DefinitionOf<T extends AnyTask> = T extends Task ? ProblemDefinition : TargetlessDefinition;

/** The plain data of any problem. */
export type AnyDefinition = ProblemDefinition | TargetlessDefinition;

/** A feature: a number, a yes/no, a category (`learn.category`) or a vector of numbers. */
export type Feature = Typed<'number'> | Typed<'bool'> | Typed<'numbers'>;

/** A table, and what is to be learned from it. `A` are the protected columns that features may read. */
export interface Problem<S extends Schema, T extends AnyTask, A = never> {
  readonly definition: DefinitionOf<T>;
  readonly task?: T;
  /** The model's inputs, by name, in this order. The target, if there is one, is not among `c`, nor are protected columns that are not allowed. */
  features<const F extends Readonly<Record<string, Feature>>>(define: (c: ColumnsOf<Learnable<S, A>>) => F): Features<S, T, A>;
}

/** A problem with its features. `A` are the protected columns that the model may know. */
export interface Features<S extends Schema, T extends AnyTask, A = never> {
  readonly problem: DefinitionOf<T>;
  readonly nodes: Readonly<Record<string, Node>>;
  /** The schema without the target; types only. */
  readonly schema?: S;
  readonly task?: T;
  readonly allowed?: A;
}

/** Makes a problem from a table's plain data; `Table.target` is the typed way in. */
export function problem(table: TableDefinition, schema: Schema, target: string, options: TargetSettings): Problem<Schema, Task> {
  checkProblem(schema, target, options);
  const definition: ProblemDefinition = Object.freeze({
    table,
    target,
    task: options.task,
    positive: options.positive,
    ...rowsOf(options),
  });
  return withFeatures(definition, schema, [target, options.weight]);
}

/** Makes a problem without a target from a table's plain data; `Table.segments` and `Table.outliers` are the typed way in. */
export function targetlessProblem(
  table: TableDefinition,
  schema: Schema,
  task: TargetlessTask,
  options: RowSettings,
): Problem<Schema, TargetlessTask> {
  checkRows(schema, options);
  return withFeatures(Object.freeze({ table, target: null, task, ...rowsOf(options) }), schema, [options.weight]);
}

/** Makes a problem of an effect from a table's plain data; `Table.uplift` is the typed way in. */
export function upliftProblem(table: TableDefinition, schema: Schema, outcome: string, options: UpliftSettings): Problem<Schema, 'uplift'> {
  checkTrial(schema, outcome, options);
  const { treatment, treated, task, positive, assignment = 'chance', weight } = options;
  const trial: TrialDefinition = Object.freeze({
    outcome,
    treatment,
    assignment,
    ...(task === undefined ? {} : { task }),
    ...(positive === undefined ? {} : { positive }),
    ...(treated === undefined ? {} : { treated }),
  });
  const definition = Object.freeze({ table, target: null, task: 'uplift' as const, trial, ...rowsOf(options) });
  return withFeatures(definition, schema, [outcome, treatment, weight]);
}

const rowsOf = (options: RowSettings): Omit<RowsDefinition, 'table'> => ({
  time: options.time,
  group: options.group,
  weight: options.weight,
  holdout: options.holdout ?? 0.2,
  folds: options.folds ?? 5,
  gapMs: options.gapMs ?? 0,
  ...(options.labelsWithin === undefined ? {} : { labelsWithinMs: durationMs(options.labelsWithin) }),
  ...(options.embargo === undefined ? {} : { embargoMs: durationMs(options.embargo) }),
  split: options.split ?? 'auto',
  ...(options.allowProtected?.length ? { allowProtected: options.allowProtected } : {}),
});

function withFeatures<T extends AnyTask>(
  definition: DefinitionOf<T>,
  schema: Schema,
  kept: readonly (string | undefined)[],
): Problem<Schema, T> {
  const rest = Object.fromEntries(Object.entries(valueTypesOf(schema)).filter(([name]) => !kept.includes(name)));
  return Object.freeze({
    definition,
    features: (define: (c: never) => Readonly<Record<string, Feature>>) => {
      const defined = Object.entries(define(columnsOf(rest) as never));
      if (defined.length === 0) throw mwError('MW_FEATURES_NONE', { target: definition.target });
      const nodes = Object.fromEntries(defined.map(([name, feature]) => [name, nodeOf(name, feature)]));
      refuseProtected(nodes, schema, definition.allowProtected ?? []);
      const why = NO_MEAN[taskOf(definition)];
      if (why !== undefined) refuseTargetMeans(nodes, why);
      return Object.freeze({ problem: definition, nodes });
    },
  });
}

/** What does not compile in TypeScript: also for JavaScript, and for what comes in through an expression made elsewhere. */
function refuseProtected(nodes: Readonly<Record<string, Node>>, schema: Schema, allowed: readonly string[]): void {
  for (const [feature, node] of Object.entries(nodes)) {
    const column = protectedIn(node, schema, allowed);
    if (column !== undefined) throw mwError('MW_FEATURES_PROTECTED', { feature, column });
  }
}

/** The first protected column that an expression reads and that the model was not allowed to know. */
export function protectedIn(node: Node, schema: Schema, allowed: readonly string[] = []): string | undefined {
  const kept = protectedColumns(schema).filter((name) => !allowed.includes(name));
  return usedColumns([node]).find((name) => kept.includes(name));
}

/** Why the target of a task has no mean; `undefined` where it has one. */
const NO_MEAN: Readonly<Record<AnyTask, string | undefined>> = {
  binary: undefined,
  regression: undefined,
  multiclass: 'classes have no mean',
  segment: 'there is no target',
  outlier: 'there is no target',
  uplift: 'no row shows an effect',
};

function refuseTargetMeans(nodes: Readonly<Record<string, Node>>, why: string): void {
  for (const [feature, node] of Object.entries(nodes))
    if (holesOf([node]).some((hole) => learnedRules[hole.rule as RuleName].needsTarget))
      throw mwError('MW_FEATURES_TARGET_MEAN', { feature, why });
}
