import { mwError } from '../core/index.js';
import { callNode, literalNode, typeOf, widthOf, type CallNode, type Node } from '../expr/index.js';
import type { FittedFeature } from './fitted.js';

/**
 * The matrix columns of one fitted feature: itself, or for a vector one column per element (`review[3]`, `city=Paris`).
 * `shares` are what each element explains. Throws `MW_FEATURES_TYPE` for a text or a time, which no learner takes.
 */
export function expand(name: string, node: Node, training: Node, shares?: readonly number[]): FittedFeature[] {
  const type = typeOf(node);
  if (type === 'number' || type === 'bool') return [{ name, of: name, node, ...(training === node ? {} : { trainNode: training }) }];
  if (type !== 'numbers') throw mwError('MW_FEATURES_TYPE', { feature: name, type });
  if (node.kind === 'call' && node.op === 'oneHot') return oneHotFlags(name, node);
  return Array.from({ length: widthOf(node) }, (_, i): FittedFeature => {
    return {
      name: `${name}[${i}]`,
      of: name,
      node: elementOf(node, i),
      ...(training === node ? {} : { trainNode: elementOf(training, i) }),
      ...(shares === undefined ? {} : { explains: shares[i] }),
    };
  });
}

/** An element of a vector; of one that is written out, its number, without making the vector. */
function elementOf(vector: Node, i: number): Node {
  return vector.kind === 'call' && vector.op === 'list'
    ? callNode('coalesce', vector.args[i], literalNode('number', 0))
    : callNode('element', vector, literalNode('number', i));
}

/** One yes/no per level: a byte each in the matrix, where the vector's elements would be doubles. */
function oneHotFlags(name: string, { args: [text, levels] }: CallNode): FittedFeature[] {
  return ((levels as { value: readonly string[] }).value ?? []).map((level) => ({
    name: `${name}=${level}`,
    of: name,
    node: callNode('coalesce', callNode('eq', text, literalNode('text', level)), literalNode('bool', false)),
  }));
}
