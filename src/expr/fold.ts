import { callNode, literalNode } from './construct.js';
import type { CallNode, LiteralValue, Node } from './node.js';
import { compileValues } from './to-js/index.js';
import { typeOf } from './type-of.js';
import { wellFormedLiteral } from './value.js';
import { argsOf } from './walk.js';

/** Calls that are columns of their own kind, whatever their arguments. */
const KEPT: readonly string[] = ['code', 'oneHot'];

/**
 * The node with every call on literals alone replaced by its value: `x / coalesce(nullIf(3, 0), 1)` becomes `x / 3`. Fitting leaves such calls
 * behind; computed once, they cost nothing per row, in any engine. Shared parts stay shared; a node without such calls is itself.
 */
export function foldConstants(node: Node): Node {
  const done = new Map<Node, Node>();
  const go = (n: Node): Node => {
    let to = done.get(n);
    if (to === undefined) {
      to = n.kind === 'call' ? folded(n, argsOf(n).map(go)) : n;
      done.set(n, to);
    }
    return to;
  };
  return go(node);
}

function folded(call: CallNode, args: readonly Node[]): Node {
  const node = args.every((arg, i) => arg === call.args[i]) ? call : callNode(call.op, ...args);
  if (KEPT.includes(call.op) || !args.every((arg) => arg.kind === 'literal')) return node;
  const type = typeOf(node);
  const { value } = compileValues([{ name: 'value', node }], { mode: 'closures' })({}) as { readonly value: LiteralValue };
  return wellFormedLiteral(type, value) ? literalNode(type, value) : node;
}
