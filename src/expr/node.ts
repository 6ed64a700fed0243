/**
 * What an expression's value can be.
 * `number` is a finite double or null (there is no NaN, no infinity, and zero has no sign); `text` is well-formed Unicode;
 * `time` is whole milliseconds since 1970-01-01 UTC (a date is its midnight). `numbers` and `texts` are lists that occur
 * as arguments of ops (bins, sets, tables) and as the value of vector features; they are never null and hold no null.
 */
export type ValueType = 'number' | 'bool' | 'text' | 'time' | 'numbers' | 'texts';

/** The types that a column of a table can have. */
export type ScalarType = Exclude<ValueType, 'numbers' | 'texts'>;

/** A literal's value as JSON: a `time` is its milliseconds. */
export type LiteralValue = number | boolean | string | null | readonly number[] | readonly string[];

/** A column of the row, by name. */
export interface ColumnNode {
  readonly kind: 'column';
  readonly name: string;
  readonly type: ValueType;
}
/** A value that is part of the expression. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly type: ValueType;
  readonly value: LiteralValue;
}
/** One op on the values of other nodes. */
export interface CallNode {
  readonly kind: 'call';
  /** A row of the op table. */
  readonly op: string;
  readonly args: readonly Node[];
}
/** A hole that `fit` fills with literals from the training rows. */
export interface LearnedNode {
  readonly kind: 'learned';
  /** A row of the learned-rule table. */
  readonly rule: string;
  readonly args: readonly Node[];
  readonly options: Readonly<Record<string, number | string | boolean>>;
}

/** The whole language: four kinds of node, plain JSON. Everything else is a row of the op table. */
export type Node = ColumnNode | LiteralNode | CallNode | LearnedNode;
