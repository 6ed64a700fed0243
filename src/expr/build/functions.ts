import { mwError } from '../../core/index.js';
import type { ScalarType, ValueType } from '../node.js';
import { checkedCall } from './call.js';
import { exprOf } from './expr.js';
import { nodeOf, plainLiteral, plainType } from './plain.js';
import type { Arg, Expr, PlainOf, Typed } from './typed.js';

/** The type that an argument has: an expression's own, or the one that its plain value stands for. */
export type TypeOfArg<A> =
  A extends Typed<infer T> ? T : A extends number ? 'number' : A extends string ? 'text' : A extends boolean ? 'bool' : 'time';

type ScalarArg = Typed<ScalarType> | number | string | boolean | Date;

/**
 * A literal: `literal(3)`, `literal('a')`, `literal(new Date('2024-01-01'))`; `literal(null, 'number')` is a typed null.
 * Methods take plain values by themselves, so it is needed only where an expression starts with one.
 */
export function literal(value: number): Expr<'number'>;
export function literal(value: string): Expr<'text'>;
export function literal(value: boolean): Expr<'bool'>;
export function literal(value: Date): Expr<'time'>;
export function literal<T extends ValueType>(value: PlainOf[T] | null, type: T): Expr<T>;
export function literal(value: unknown, type?: ValueType): unknown {
  const due = type ?? plainType(value);
  if (due === undefined) throw mwError('MW_EXPR_LITERAL', { due: 'a number, text, bool or date', got: String(value) });
  return exprOf(plainLiteral(value, due));
}

/**
 * `then` where the condition holds, else `otherwise`; a null condition does not hold. `null` stands for missing.
 *
 * ```ts
 * when(c.age.lt(18), 'child', 'adult')
 * ```
 */
export function when<A extends ScalarArg>(condition: Arg<'bool'>, then: A, otherwise: Arg<TypeOfArg<A>> | null): Expr<TypeOfArg<A>> {
  return exprOf(checkedCall('if', [condition, then, otherwise]));
}

/** The first value that is not missing. At least one argument. */
export function coalesce<A extends ScalarArg>(first: A, ...others: readonly (A | Arg<TypeOfArg<A>>)[]): Expr<TypeOfArg<A>> {
  return balanced('coalesce', [first, ...others]);
}

/** Whether all conditions hold: false when one is false, otherwise null when one is null. True without conditions. */
export const allOf = (...conditions: readonly Arg<'bool'>[]): Expr<'bool'> =>
  balanced<'bool'>('and', conditions.length > 0 ? conditions : [true]);

/** Whether at least one condition holds: true when one is true, otherwise null when one is null. False without conditions. */
export const anyOf = (...conditions: readonly Arg<'bool'>[]): Expr<'bool'> =>
  balanced<'bool'>('or', conditions.length > 0 ? conditions : [false]);

/** Texts end to end. Null when one is null; empty without texts. */
export const concat = (...texts: readonly Arg<'text'>[]): Expr<'text'> => balanced<'text'>('concat', texts.length > 0 ? texts : ['']);

/**
 * Numbers side by side, as one feature of several columns. A missing number is 0 in a list.
 *
 * ```ts
 * list(c.tenure, c.MonthlyCharges)
 * ```
 */
export const list = (...numbers: readonly Arg<'number'>[]): Expr<'numbers'> => exprOf<'numbers'>(checkedCall('list', numbers));

/**
 * The sum of numbers times constant weights. Null when one is missing.
 *
 * ```ts
 * weightedSum([c.tenure, c.MonthlyCharges], [0.5, 2])
 * ```
 */
export const weightedSum = (numbers: readonly Arg<'number'>[], weights: readonly number[]): Expr<'number'> =>
  exprOf<'number'>(checkedCall('weightedSum', [weights, ...numbers]));

/** An associative op over a list, as a tree of logarithmic depth. */
function balanced<T extends ValueType>(op: string, args: readonly unknown[]): Expr<T> {
  if (args.length === 1) {
    const [only] = args;
    return exprOf(nodeOf(only) ?? plainLiteral(only, plainType(only) ?? 'text'));
  }
  const half = args.length >> 1;
  const side = (part: readonly unknown[]): unknown => (part.length === 1 ? part[0] : balanced(op, part));
  return exprOf(checkedCall(op, [side(args.slice(0, half)), side(args.slice(half))]));
}
