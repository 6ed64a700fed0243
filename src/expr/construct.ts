import { mwError } from '../core/index.js';
import type { CallNode, ColumnNode, LearnedNode, LiteralNode, LiteralValue, Node, ValueType } from './node.js';
import { maxTimeMs, wellFormedLiteral } from './value.js';

/** A column of the row. */
export const columnNode = (name: string, type: ValueType): ColumnNode => Object.freeze({ kind: 'column', name, type });

/** A call of an op; its arguments are not checked, {@link typeOf} and {@link checkNode} do that. */
export const callNode = (op: string, ...args: readonly Node[]): CallNode => Object.freeze({ kind: 'call', op, args: Object.freeze(args) });

/** A hole of a learned rule; its arguments are not checked. */
export const learnedNode = (rule: string, args: readonly Node[], options: LearnedNode['options'] = {}): LearnedNode =>
  Object.freeze({ kind: 'learned', rule, args: Object.freeze([...args]), options: Object.freeze({ ...options }) });

/**
 * A literal of a type, from its JSON value: a time is whole milliseconds, zero loses its sign.
 * Throws `MW_EXPR_LITERAL` for a value that the type does not have.
 */
export function literalNode(type: ValueType, value: LiteralValue): LiteralNode {
  const clean = value === 0 ? 0 : Array.isArray(value) ? Object.freeze(value.map((v) => (v === 0 ? 0 : v)) as LiteralValue) : value;
  if (!wellFormedLiteral(type, clean)) throw mwError('MW_EXPR_LITERAL', { due: dueOf[type], got: shown(value) });
  return Object.freeze({ kind: 'literal', type, value: clean });
}

const dueOf: Readonly<Record<ValueType, string>> = {
  number: 'a finite number or null',
  bool: 'true, false or null',
  text: 'well-formed text without NUL, or null',
  time: `whole milliseconds within ±${maxTimeMs}, or null`,
  numbers: 'a list of finite numbers',
  texts: 'a list of well-formed texts without NUL',
};

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
