import { didYouMean, mwError } from '../core/index.js';
import { learnedRules, ruleOf } from './learned/index.js';
import type { Node, ValueType } from './node.js';
import { opOf, ops } from './ops/index.js';
import { signatureFor, signaturesInWords } from './signature.js';

const known = new WeakMap<Node, ValueType>();

/**
 * The type of a node's value. Remembered per node object, so asking again costs nothing.
 * Throws `MW_EXPR_ILLEGAL` when an op or rule does not exist or does not take its arguments' types.
 */
export function typeOf(node: Node): ValueType {
  if (node.kind === 'column' || node.kind === 'literal') return node.type;
  let type = known.get(node);
  if (type === undefined) {
    type = node.kind === 'call' ? callType(node.op, node.args.map(typeOf)) : learnedType(node.rule, node.args.map(typeOf));
    known.set(node, type);
  }
  return type;
}

function callType(name: string, types: readonly ValueType[]): ValueType {
  const op = opOf(name);
  if (op === undefined) throw illegal(`there is no op "${name}".${didYouMean(name, Object.keys(ops))}`);
  const signature = signatureFor(op, types);
  if (signature === undefined) throw illegal(`${name} takes ${signaturesInWords(op)}, not (${types.join(', ')})`);
  return signature.out;
}

function learnedType(name: string, types: readonly ValueType[]): ValueType {
  const rule = ruleOf(name);
  if (rule === undefined) throw illegal(`there is no learned rule "${name}".${didYouMean(name, Object.keys(learnedRules))}`);
  const signature = signatureFor(rule, types);
  if (signature === undefined) throw illegal(`learn.${name} takes ${signaturesInWords(rule)}, not (${types.join(', ')})`);
  return signature.out;
}

const illegal = (reason: string): Error => mwError('MW_EXPR_ILLEGAL', { path: '$', reason });
