import { valueTypesOf, type Schema, type TableDefinition } from '../data/index.js';
import { mwError, type Task } from '../core/index.js';
import { columnsOf, holesOf, learnedRules, type Node, type RuleName, type Typed } from '../expr/index.js';
import { checkProblem, nodeOf } from './check-problem.js';
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

/** How the rows are split and weighed. Everything has a default. */
export interface TargetOptions<S extends Schema> {
  readonly task?: Task;
  /** binary: the label whose probability is predicted. Default: the true spelling of a bool; of a category, yes / true / 1, else the rarer label. */
  readonly positive?: string;
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
  /** `random` forces a random split although a time column is declared. */
  readonly split?: 'auto' | 'random';
}

/** {@link TargetOptions} of a schema that only the running program knows. */
export interface TargetSettings extends Omit<TargetOptions<Schema>, 'time' | 'group' | 'weight'> {
  readonly time?: string;
  readonly group?: string;
  readonly weight?: string;
}

/** The plain data of a problem. */
export interface ProblemDefinition {
  readonly table: TableDefinition;
  readonly target: string;
  readonly task: Task | undefined;
  readonly positive: string | undefined;
  readonly time: string | undefined;
  readonly group: string | undefined;
  readonly weight: string | undefined;
  readonly holdout: number;
  readonly folds: number;
  readonly gapMs: number;
  readonly split: 'auto' | 'random';
}

/** A feature: a number, a yes/no, a category (`learn.category`) or a vector of numbers. */
export type Feature = Typed<'number'> | Typed<'bool'> | Typed<'numbers'>;

/** A table with a target. */
export interface Problem<S extends Schema, T extends Task> {
  readonly definition: ProblemDefinition;
  readonly task?: T;
  /** The model's inputs, by name, in this order. The target is not among `c`. */
  features<const F extends Readonly<Record<string, Feature>>>(define: (c: ColumnsOf<S>) => F): Features<S, T>;
}

/** A problem with its features. */
export interface Features<S extends Schema, T extends Task> {
  readonly problem: ProblemDefinition;
  readonly nodes: Readonly<Record<string, Node>>;
  /** The schema without the target; types only. */
  readonly schema?: S;
  readonly task?: T;
}

/** Makes a problem from a table's plain data; `Table.target` is the typed way in. */
export function problem(table: TableDefinition, schema: Schema, target: string, options: TargetSettings): Problem<Schema, Task> {
  checkProblem(schema, target, options);
  const definition: ProblemDefinition = Object.freeze({
    table,
    target,
    task: options.task,
    positive: options.positive,
    time: options.time,
    group: options.group,
    weight: options.weight,
    holdout: options.holdout ?? 0.2,
    folds: options.folds ?? 5,
    gapMs: options.gapMs ?? 0,
    split: options.split ?? 'auto',
  });
  const rest = Object.fromEntries(Object.entries(valueTypesOf(schema)).filter(([name]) => name !== target && name !== options.weight));
  return Object.freeze({
    definition,
    features: (define: (c: never) => Readonly<Record<string, Feature>>) => {
      const defined = Object.entries(define(columnsOf(rest) as never));
      if (defined.length === 0) throw mwError('MW_FEATURES_NONE', { target });
      const nodes = Object.fromEntries(defined.map(([name, feature]) => [name, nodeOf(name, feature)]));
      if (taskOf(definition) === 'multiclass') refuseTargetMeans(nodes);
      return Object.freeze({ problem: definition, nodes });
    },
  });
}

/** The mean of class numbers says nothing. */
function refuseTargetMeans(nodes: Readonly<Record<string, Node>>): void {
  for (const [feature, node] of Object.entries(nodes))
    if (holesOf([node]).some((hole) => learnedRules[hole.rule as RuleName].needsTarget))
      throw mwError('MW_FEATURES_TARGET_MEAN', { feature });
}
