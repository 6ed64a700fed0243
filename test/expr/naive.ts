import {
  finiteOrNull,
  isMissing,
  loadBool,
  loadNumber,
  loadText,
  loadTime,
  opOf,
  timeOrNull,
  typeOf,
  type LiteralNode,
  type Node,
  type Row,
  type Value,
  type ValueType,
} from '../../src/expr/index.js';

const loads: Readonly<Partial<Record<ValueType, (raw: unknown) => unknown>>> = {
  number: loadNumber,
  bool: loadBool,
  text: loadText,
  time: loadTime,
};

/** A node's value by walking its tree and nothing else: no shared parts, no program, no compiler. The yardstick for all of those. */
export function naive(node: Node, row: Row): Value {
  const value = evaluate(node, row);
  if (isMissing(value)) return null;
  return ArrayBuffer.isView(value) ? [...(value as Float64Array)] : (value as Value);
}

function evaluate(node: Node, row: Row): unknown {
  if (node.kind === 'column') return loads[node.type]!(row[node.name]);
  if (node.kind === 'literal') return node.value ?? nothing(node.type);
  if (node.kind === 'learned') throw new Error('not fitted');
  const op = opOf(node.op)!;
  const args = node.args.map((arg) => evaluate(arg, row));
  if (op.nulls === 'strict' && args.some(isMissing)) return nothing(typeOf(node));
  const constants = op.types[0].args.flatMap((arg, i) => (arg.startsWith('=') ? [i] : []));
  const prepared = op.prepare?.(...(constants.map((i) => (node.args[i] as LiteralNode).value) as never[]));
  if (prepared !== undefined) constants.forEach((position, i) => (args[position] = prepared[i]));
  const raw = (op.js as (...all: unknown[]) => unknown)(...args);
  if (op.finish !== true) return raw;
  return typeOf(node) === 'time' ? timeOrNull(raw as number) : finiteOrNull(raw as number);
}

const nothing = (type: ValueType): unknown => (type === 'number' || type === 'time' ? NaN : null);
