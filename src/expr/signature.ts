import type { ValueType } from './node.js';
import type { ArgType, Op, Signature } from './ops/index.js';

/** Anything with signatures: a row of the op table or of the rule table. */
export interface Typeable {
  readonly types: readonly Signature[];
}

/** The value type behind an argument type, without the mark of constants. */
export const valueTypeOf = (arg: ArgType): ValueType => (arg.startsWith('=') ? arg.slice(1) : arg) as ValueType;

/** Whether an argument type asks for a constant. */
export const isConstant = (arg: ArgType): boolean => arg.startsWith('=');

/** The types that a signature asks for when it is given so many arguments; `undefined` when it does not take so many. */
export function argTypesOf({ args, rest }: Signature, count: number): readonly ArgType[] | undefined {
  if (rest === undefined) return count === args.length ? args : undefined;
  return count > args.length ? [...args, ...Array.from({ length: count - args.length }, () => rest)] : undefined;
}

/** The signature that takes exactly these types, or `undefined`. */
export function signatureFor(row: Typeable, types: readonly ValueType[]): Signature | undefined {
  return row.types.find((s) => argTypesOf(s, types.length)?.every((arg, i) => valueTypeOf(arg) === types[i]));
}

/** How many arguments of a call stand beyond those that each call has: what `refuses` and `width` are told last, if the op takes any. */
export const restOf = (op: Op, args: number): readonly number[] => (op.types[0].rest === undefined ? [] : [args - op.types[0].args.length]);

/** The positions of an op's constant arguments, ascending; they are the same in all its signatures. */
export function constantPositions(op: Op): readonly number[] {
  return op.types[0].args.flatMap((arg, i) => (isConstant(arg) ? [i] : []));
}

/** The signatures in words: `(number, number) or (time, time)`. */
export const signaturesInWords = (row: Typeable): string =>
  row.types.map(({ args, rest }) => `(${[...args.map(valueTypeOf), ...(rest ? [rest, '…'] : [])].join(', ')})`).join(' or ');
