import type { Node, ScalarType, ValueType } from '../node.js';
import type { ArgType, Op, OpName, OpTable, Signature } from '../ops/index.js';

declare const valueType: unique symbol;

/** An expression whose value has a type. What every parameter asks for: covariant, no methods. */
export interface Typed<out T extends ValueType = ValueType> {
  readonly node: Node;
  /** Exists for the type checker alone. */
  readonly [valueType]: T;
}

/** The plain JavaScript value that may stand for a literal; a time is a `Date` or ISO 8601 text. */
export interface PlainOf {
  readonly number: number;
  readonly bool: boolean;
  readonly text: string;
  readonly time: Date | string;
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** What may stand where a value of the type is due. */
export type Arg<T extends ValueType> = Typed<T> | PlainOf[T];

/** Scalar constants are plain values; lists may also be learned. */
type ArgOf<A extends ArgType> = A extends `=${infer T extends ValueType}`
  ? T extends ScalarType
    ? PlainOf[T]
    : Arg<T>
  : A extends ValueType
    ? Arg<A>
    : never;
type ArgsOf<A extends readonly ArgType[]> = { [I in keyof A]: ArgOf<A[I]> };

type SignatureOf<O, T extends ValueType> =
  O extends Op<infer S> ? Extract<S[number], { readonly args: readonly [T, ...(readonly ArgType[])] }> : never;
type MethodOf<S extends Signature> = S['args'] extends readonly [ArgType, ...infer Rest extends readonly ArgType[]]
  ? (...args: ArgsOf<Rest>) => Expr<S['out']>
  : never;
type MethodName<T extends ValueType> = {
  [K in OpName]: OpTable[K] extends { readonly builder: 'function' } ? never : [SignatureOf<OpTable[K], T>] extends [never] ? never : K;
}[OpName];

/** The methods of a type: every op of the table that takes it first. */
export type Methods<T extends ValueType> = { readonly [K in MethodName<T>]: MethodOf<SignatureOf<OpTable[K], T>> };

/** A number, with the methods that take one first. Null is missing; there is no NaN. */
export interface NumberExpr extends Typed<'number'>, Methods<'number'> {}
/** True, false or null (not known), with the methods that take one first. */
export interface BoolExpr extends Typed<'bool'>, Methods<'bool'> {}
/** Text or null, with the methods that take one first. */
export interface TextExpr extends Typed<'text'>, Methods<'text'> {}
/** A time in UTC or null, with the methods that take one first. */
export interface TimeExpr extends Typed<'time'>, Methods<'time'> {}
/** A list of numbers, never null: what n-grams give and what bins take. */
export interface NumbersExpr extends Typed<'numbers'>, Methods<'numbers'> {}
/** A list of texts, never null: the levels of a category. */
export interface TextsExpr extends Typed<'texts'>, Methods<'texts'> {}

interface ExprOf {
  readonly number: NumberExpr;
  readonly bool: BoolExpr;
  readonly text: TextExpr;
  readonly time: TimeExpr;
  readonly numbers: NumbersExpr;
  readonly texts: TextsExpr;
}

/**
 * What every function returns: a {@link Typed} with the methods that its type has in the op table.
 *
 * ```ts
 * c.tenure.mul(c.MonthlyCharges).log1p() // Expr<'number'>
 * ```
 */
export type Expr<T extends ValueType = ValueType> = ExprOf[T];

/** One expression per column. */
export type Columns<S extends Readonly<Record<string, ScalarType>>> = { readonly [K in keyof S]: Expr<S[K]> };
