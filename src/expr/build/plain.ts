import { mwError } from '../../core/index.js';
import { literalNode } from '../construct.js';
import type { LiteralNode, LiteralValue, Node, ScalarType, ValueType } from '../node.js';
import { parseTime } from '../parse-time.js';
import { typeOf } from '../type-of.js';

/** The node of an argument that is an expression, or `undefined` for a plain value. */
export function nodeOf(arg: unknown): Node | undefined {
  return typeof arg === 'object' && arg !== null && 'node' in arg ? (arg as { readonly node: Node }).node : undefined;
}

/** Whether an argument, expression or plain value, can stand where a type is due. `null` fits every type of a column. */
export function fits(arg: unknown, type: ValueType): boolean {
  const node = nodeOf(arg);
  if (node !== undefined) return typeOf(node) === type;
  if (arg === null) return type !== 'numbers' && type !== 'texts';
  if (type === 'number') return typeof arg === 'number';
  if (type === 'bool') return typeof arg === 'boolean';
  if (type === 'text') return typeof arg === 'string';
  if (type === 'time') return arg instanceof Date || typeof arg === 'string';
  return Array.isArray(arg) && arg.every((item) => typeof item === (type === 'numbers' ? 'number' : 'string'));
}

/** The node of an argument that {@link fits} the type; a plain value becomes a literal. Throws `MW_EXPR_LITERAL`. */
export function argNode(arg: unknown, type: ValueType): Node {
  return nodeOf(arg) ?? plainLiteral(arg, type);
}

/** The literal of a plain value that {@link fits} the type. */
export function plainLiteral(value: unknown, type: ValueType): LiteralNode {
  if (type !== 'time' || value === null) return literalNode(type, value as LiteralValue);
  const ms = value instanceof Date ? value.getTime() : parseTime(value as string);
  if (Number.isNaN(ms)) throw mwError('MW_EXPR_LITERAL', { due: 'a date or ISO 8601 text', got: JSON.stringify(value) });
  return literalNode('time', ms);
}

/** The column type that a plain value has by itself. */
export function plainType(value: unknown): ScalarType | undefined {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'text';
  return value instanceof Date ? 'time' : undefined;
}

/** An argument in words, for messages. */
export function inWords(arg: unknown): string {
  const node = nodeOf(arg);
  if (node !== undefined) return `an expression of type ${typeOf(node)}`;
  if (Array.isArray(arg)) return 'a list';
  return typeof arg === 'string' ? `the text ${JSON.stringify(arg)}` : String(arg);
}
