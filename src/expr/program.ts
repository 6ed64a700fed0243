import { mwError } from '../core/index.js';
import { expressionLimits } from './limits.js';
import type { Node, ValueType } from './node.js';
import { opOf, type Op } from './ops/index.js';
import { typeOf } from './type-of.js';

/** A named expression: one column of a result. */
export interface Output {
  readonly name: string;
  readonly node: Node;
}

/** Outputs in an order: a list, or an object's entries (whose whole-number names JavaScript moves to the front). */
export type Outputs = readonly Output[] | Readonly<Record<string, Node>>;

/** Outputs as a list. */
export const outputList = (outputs: Outputs): readonly Output[] =>
  Array.isArray(outputs)
    ? (outputs as readonly Output[])
    : Object.entries(outputs as Readonly<Record<string, Node>>).map(([name, node]) => ({ name, node }));

/** One distinct node of a program. */
export interface Step {
  readonly node: Node;
  readonly type: ValueType;
  /** The steps of its arguments. */
  readonly args: readonly number[];
  /** Absent for columns and literals. */
  readonly op?: Op;
  /** Longest way down to a column: a column is 0, a literal too, a call one more than its deepest argument. */
  readonly depth: number;
  /** Nodes when it is written out as a tree, as JSON does. */
  readonly size: number;
}

/** Expressions as straight-line code: every distinct node once, arguments before those that use them. */
export interface Program {
  readonly steps: readonly Step[];
  readonly outputs: readonly { readonly name: string; readonly step: number; readonly type: ValueType }[];
}

/**
 * Lays outputs out as a program that both compilers and the interpreter share. Equal parts become one step, so the program is
 * linear in the number of distinct nodes. Throws `MW_EXPR_UNFITTED` when a learned rule is left, `MW_EXPR_LARGE`
 * beyond what {@link checkNode} accepts again.
 */
export function programOf(outputs: Outputs): Program {
  const steps: Step[] = [];
  const byObject = new Map<Node, number>();
  const byContent = new Map<string, number>();
  const place = (node: Node): number => {
    const seen = byObject.get(node);
    if (seen !== undefined) return seen;
    if (node.kind === 'learned') throw mwError('MW_EXPR_UNFITTED', { rule: node.rule });
    const args = node.kind === 'call' ? node.args.map(place) : [];
    const content = contentOf(node, args);
    let at = byContent.get(content);
    if (at === undefined) {
      at = steps.length;
      const depth = node.kind === 'call' ? 1 + Math.max(0, ...args.map((i) => steps[i].depth)) : 0;
      const size = args.reduce((sum, i) => sum + steps[i].size, 1);
      const op = node.kind === 'call' ? opOf(node.op) : undefined;
      steps.push({ node, type: typeOf(node), args, depth, size, ...(op === undefined ? {} : { op }) });
      byContent.set(content, at);
    }
    byObject.set(node, at);
    return at;
  };
  const placed = outputList(outputs).map(({ name, node }) => {
    const step = place(node);
    const excess = excessOf(steps[step]);
    if (excess !== undefined) throw mwError('MW_EXPR_LARGE', { name, excess });
    return { name, step, type: typeOf(node) };
  });
  return { steps, outputs: placed };
}

function contentOf(node: Exclude<Node, { kind: 'learned' }>, args: readonly number[]): string {
  if (node.kind === 'call') return `call ${node.op} ${args.join(' ')}`;
  return node.kind === 'column' ? `column ${node.type} ${node.name}` : `literal ${node.type} ${JSON.stringify(node.value)}`;
}

function excessOf({ depth, size }: Step): string | undefined {
  if (depth >= expressionLimits.depth) return `it is more than ${expressionLimits.depth - 1} calls deep`;
  return size > expressionLimits.nodes ? `written out it has more than ${expressionLimits.nodes} nodes` : undefined;
}
