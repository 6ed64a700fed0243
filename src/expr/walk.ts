import { canonicalJson, sha256, type Json } from '../core/index.js';
import type { LearnedNode, Node } from './node.js';

/** The nodes that a node is made of, one level down. */
export const argsOf = (node: Node): readonly Node[] => (node.kind === 'call' || node.kind === 'learned' ? node.args : []);

const keys = new WeakMap<Node, string>();

/** A name for a node by its content: equal nodes have equal keys, in any process. Linear in the distinct node objects. */
export function keyOf(node: Node): string {
  let key = keys.get(node);
  if (key === undefined) {
    const content = { ...node, ...(argsOf(node).length > 0 ? { args: argsOf(node).map(keyOf) } : {}) };
    key = sha256(canonicalJson(content as Json));
    keys.set(node, key);
  }
  return key;
}

/** Visits every distinct node object under the given ones, arguments first. */
export function visit(nodes: Iterable<Node>, see: (node: Node) => void): void {
  const seen = new Set<Node>();
  const walk = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    argsOf(node).forEach(walk);
    see(node);
  };
  for (const node of nodes) walk(node);
}

/** The names of the columns that nodes read, in the order in which they first occur, each once. */
export function usedColumns(nodes: Iterable<Node>): readonly string[] {
  const names = new Set<string>();
  visit(nodes, (node) => {
    if (node.kind === 'column') names.add(node.name);
  });
  return [...names];
}

/**
 * The learned rules within nodes, each once by content, arguments before those that need them.
 * A hole inside another hole's argument must be filled first: the list is in a legal order of filling.
 */
export function holesOf(nodes: Iterable<Node>): readonly LearnedNode[] {
  const holes = new Map<string, LearnedNode>();
  visit(nodes, (node) => {
    if (node.kind !== 'learned') return;
    const key = keyOf(node);
    if (!holes.has(key)) holes.set(key, node);
  });
  return [...holes.values()];
}

/**
 * The node with other nodes in place of some, chosen by the function; `undefined` keeps a node.
 * The function sees a node before its arguments; what it returns is taken as it is. Untouched parts are shared, not copied.
 */
export function replace(node: Node, choose: (node: Node) => Node | undefined): Node {
  const done = new Map<Node, Node>();
  const go = (n: Node): Node => {
    let to = done.get(n);
    if (to === undefined) {
      to = choose(n) ?? withArgs(n, go);
      done.set(n, to);
    }
    return to;
  };
  return go(node);
}

function withArgs(node: Node, each: (arg: Node) => Node): Node {
  if (node.kind !== 'call' && node.kind !== 'learned') return node;
  const args = node.args.map(each);
  return args.every((arg, i) => arg === node.args[i]) ? node : Object.freeze({ ...node, args: Object.freeze(args) });
}

/**
 * Fitting is substitution: puts a node in the place of each learned rule that has one.
 * `fills` goes by {@link keyOf} of the learned node; learned nodes without an entry stay.
 */
export function substitute(node: Node, fills: ReadonlyMap<string, Node>): Node {
  return replace(node, (n) => (n.kind === 'learned' ? fills.get(keyOf(n)) : undefined));
}
