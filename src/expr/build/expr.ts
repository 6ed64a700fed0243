import type { Node, ValueType } from '../node.js';
import { ops, type Op } from '../ops/index.js';
import { typeOf } from '../type-of.js';
import { checkedCall } from './call.js';
import type { Expr } from './typed.js';

type Method = (this: object, ...args: readonly unknown[]) => unknown;

const method = (op: string): Method =>
  function (...args) {
    return exprOf(checkedCall(op, [this, ...args]));
  };

/** The ops that take a type first, as the prototype of that type's expressions. */
function methodsOf(type: ValueType): object {
  const rows = (Object.entries(ops) as [string, Op][]).filter(
    ([, op]) => op.builder !== 'function' && op.types.some((s) => s.args[0] === type),
  );
  return Object.freeze(Object.fromEntries(rows.map(([name]) => [name, method(name)])));
}

const methods: Readonly<Record<ValueType, object>> = Object.freeze({
  number: methodsOf('number'),
  bool: methodsOf('bool'),
  text: methodsOf('text'),
  time: methodsOf('time'),
  numbers: methodsOf('numbers'),
  texts: methodsOf('texts'),
});

/** A node with the methods of its value's type: the door from the language to the builder. Throws `MW_EXPR_ILLEGAL` for an ill-typed node. */
export function exprOf<T extends ValueType = ValueType>(node: Node): Expr<T> {
  return Object.freeze(Object.assign(Object.create(methods[typeOf(node)]) as object, { node })) as unknown as Expr<T>;
}
