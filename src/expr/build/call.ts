import { mwError } from '../../core/index.js';
import { callNode } from '../construct.js';
import type { CallNode, LiteralNode, Node } from '../node.js';
import { opOf, type Op, type Signature } from '../ops/index.js';
import { argTypesOf, constantPositions, isConstant, restOf, valueTypeOf } from '../signature.js';
import { argNode, fits, inWords } from './plain.js';

/**
 * The call of an op with expressions and plain values as arguments.
 * Throws `MW_EXPR_ARGUMENT` when a type does not fit and `MW_EXPR_CONSTANT` when the op refuses a constant.
 */
export function checkedCall(name: string, args: readonly unknown[]): CallNode {
  const op = opOf(name) as Op;
  const due = op.types.map((s) => argTypesOf(s, args.length)).find((types) => types?.every((type, i) => fits(args[i], valueTypeOf(type))));
  if (due === undefined) throw mismatch(name, op, args);
  const nodes = args.map((arg, i) => argNode(arg, valueTypeOf(due[i])));
  const problem = refusal(op, nodes);
  if (problem !== undefined) throw mwError('MW_EXPR_CONSTANT', { op: name, reason: problem });
  return callNode(name, ...nodes);
}

/** What an op finds wrong with its constants; a learned constant is not looked at before it is filled. */
export function refusal(op: Op, args: readonly Node[]): string | undefined {
  const constants = constantPositions(op).map((i) => args[i]);
  const open = constants.find((node) => node.kind !== 'literal' && node.kind !== 'learned');
  if (open !== undefined) return 'one of them is computed from the row; it must be a plain value or a learned list';
  if (constants.some((node) => node.kind === 'literal' && node.value === null)) return 'one of them is null';
  if (op.refuses === undefined || constants.some((node) => node.kind === 'learned')) return undefined;
  return op.refuses(...([...constants.map((node) => (node as LiteralNode).value), ...restOf(op, args.length)] as never[]));
}

function mismatch(name: string, op: Op, args: readonly unknown[]): Error {
  const nearest = op.types.reduce((best, s) => (matching(s, args) > matching(best, args) ? s : best));
  const position = matching(nearest, args);
  const due = nearest.args[position] ?? nearest.rest;
  const words = due === undefined ? 'left out' : `${isConstant(due) ? 'a constant of type' : 'of type'} ${valueTypeOf(due)}`;
  return mwError('MW_EXPR_ARGUMENT', {
    op: name,
    position: position + 1,
    due: words,
    got: position < args.length ? inWords(args[position]) : 'nothing',
  });
}

/** How many of the first arguments fit. */
function matching(signature: Signature, args: readonly unknown[]): number {
  const due = argTypesOf(signature, args.length) ?? signature.args;
  const at = due.findIndex((type, i) => i >= args.length || !fits(args[i], valueTypeOf(type)));
  return at < 0 ? due.length : at;
}
