import { mwError } from '../core/index.js';
import { callNode, literalNode, typeOf, widthOf, type CallNode, type Node } from '../expr/index.js';
import type { FittedFeature } from './fitted.js';

/**
 * The matrix columns of one fitted feature: itself, or for a vector one column per element (`review[3]`, `city=Paris`).
 * Throws `MW_FEATURES_TYPE` for a text or a time, which no learner takes.
 */
export function expand(name: string, node: Node, training: Node): FittedFeature[] {
  const type = typeOf(node);
  if (type === 'number' || type === 'bool') return [{ name, of: name, node, ...(training === node ? {} : { trainNode: training }) }];
  if (type !== 'numbers') throw mwError('MW_FEATURES_TYPE', { feature: name, type });
  if (node.kind === 'call' && node.op === 'oneHot') return oneHotFlags(name, node);
  return Array.from({ length: widthOf(node) }, (_, i): FittedFeature => {
    const element = (vector: Node): Node => callNode('element', vector, literalNode('number', i));
    return { name: `${name}[${i}]`, of: name, node: element(node), ...(training === node ? {} : { trainNode: element(training) }) };
  });
}

/** One yes/no per level: a byte each in the matrix, where the vector's elements would be doubles. */
function oneHotFlags(name: string, { args: [text, levels] }: CallNode): FittedFeature[] {
  return ((levels as { value: readonly string[] }).value ?? []).map((level) => ({
    name: `${name}=${level}`,
    of: name,
    node: callNode('coalesce', callNode('eq', text, literalNode('text', level)), literalNode('bool', false)),
  }));
}
