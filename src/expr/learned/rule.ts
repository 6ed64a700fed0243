import type { Node, ValueType } from '../node.js';
import type { DialectName, Signature } from '../ops/index.js';

/** What an option of a rule may be. Options are part of the node, defaults written out. */
export type OptionSpec =
  | { readonly type: 'int' | 'number'; readonly low: number; readonly high: number; readonly default?: number; readonly doc: string }
  | { readonly type: 'choice'; readonly choices: readonly string[]; readonly default: string; readonly doc: string };

/** The options of one use of a rule, every one written out. */
export type OptionValues = Readonly<Record<string, number | string | boolean>>;

/** What an aggregate's column comes back as: a number or null, or a list without nulls (null when it is empty). */
export type AggregateType = 'number' | 'numbers' | 'texts';
/** One aggregate's result. */
export type AggregateValue = number | null | readonly number[] | readonly string[];
/** A rule's results, by the names of its aggregates. */
export type AggregateValues = Readonly<Record<string, AggregateValue>>;

/** One SQL aggregate over the training rows. `args` are names of columns. */
export interface Aggregate {
  readonly type: AggregateType;
  readonly sql: Readonly<Partial<Record<DialectName | 'common', (args: readonly string[], options: OptionValues) => string>>>;
  /** The last bits depend on the order of the rows: the engine must run it on one thread. */
  readonly ordered?: true;
  /** It is the quantiles at these shares, ascending, type 7 of Hyndman and Fan. The SQL holds every value in memory, 8 bytes each. */
  readonly shares?: (options: OptionValues) => readonly number[];
  /** It is one of two lists in the same order: the distinct values, or the rows that each has. A GROUP BY gives them sooner. */
  readonly distinct?: 'values' | 'rows';
}

/** `rows` holds one list of argument values per training row; `gives` is the filled node as `printNode` writes it for argument `x`. */
export interface RuleCase {
  readonly rows: readonly (readonly (number | string | Date | null)[])[];
  readonly options?: OptionValues;
  readonly gives: string;
}

/** One learned rule: a row of the table behind `learn.*`. */
export interface Rule {
  /** What it gives, in a sentence or two, and what null and unseen values do. */
  readonly doc: string;
  readonly types: readonly Signature[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** By name. Empty for a rule that needs more than its arguments: whoever fits it brings the results. */
  readonly aggregates: Readonly<Record<string, Aggregate>>;
  /** The labels of the training rows take part, so the features layer computes the results, cross-fitted. */
  readonly needsTarget?: true;
  /** It learns from how all its arguments go together, row by row, so the features layer computes the results. */
  readonly needsRows?: true;
  /**
   * The closed expression for the hole. Lists arrive in any order, so sorting happens here and the engine's order never shows.
   * `args` hold no learned node any more; `out` is the type of the hole.
   */
  readonly fill: (results: AggregateValues, args: readonly Node[], options: OptionValues, out: ValueType) => Node;
  readonly cases: readonly RuleCase[];
}
