import type { Node, Value, ValueType } from '../../src/expr/index.js';
import { opOf, visit } from '../../src/expr/index.js';

/** Whether two results are the same: to the bit (no -0 anywhere), or to 1e-12 relative where transcendental functions took part. */
export function sameValue(a: unknown, b: unknown, approximate: boolean): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i], approximate));
  if (Object.is(a, b)) return true;
  if (!approximate || typeof a !== 'number' || typeof b !== 'number') return false;
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether an op under the node is equal between targets to 1e-12 only. */
export function isApproximate(node: Node): boolean {
  let found = false;
  visit([node], (n) => {
    if (n.kind === 'call' && opOf(n.op)?.approximate === true) found = true;
  });
  return found;
}

/** A slot of a row of doubles as the plain value it stands for. */
export const fromDouble = (x: number, type: ValueType): Value => (Number.isNaN(x) ? null : type === 'bool' ? x === 1 : x);
