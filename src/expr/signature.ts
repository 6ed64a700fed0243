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

/** The signature that takes exactly these types, or `undefined`. */
export function signatureFor(row: Typeable, types: readonly ValueType[]): Signature | undefined {
  return row.types.find((s) => s.args.length === types.length && s.args.every((arg, i) => valueTypeOf(arg) === types[i]));
}

/** The positions of an op's constant arguments, ascending; they are the same in all its signatures. */
export function constantPositions(op: Op): readonly number[] {
  return op.types[0].args.flatMap((arg, i) => (isConstant(arg) ? [i] : []));
}

/** The signatures in words: `(number, number) or (time, time)`. */
export const signaturesInWords = (row: Typeable): string => row.types.map((s) => `(${s.args.map(valueTypeOf).join(', ')})`).join(' or ');
