import { mwError } from '../../core/index.js';
import type { LiteralNode, LiteralValue, Node } from '../node.js';
import { opOf } from '../ops/index.js';
import { outputList, type Outputs } from '../program.js';
import { constantPositions, restOf } from '../signature.js';
import { typeOf } from '../type-of.js';

/**
 * Where an output stands in a row of doubles. `number`: itself (a time its milliseconds); `flag`: 0 or 1; `code`: an index into
 * `levels`; NaN is missing in all three. `vector`: `width` numbers in a row, none missing.
 */
export type Slot = { readonly name: string; readonly offset: number; readonly width: number } & (
  | { readonly kind: 'number' | 'flag' | 'vector' }
  | { readonly kind: 'code'; readonly levels: readonly string[] }
);

/** The slots of outputs, in order and without gaps. Throws `MW_EXPR_OUTPUT` for text, which no double can hold. */
export function slotsOf(outputs: Outputs): readonly Slot[] {
  let offset = 0;
  return outputList(outputs).map(({ name, node }): Slot => {
    const type = typeOf(node);
    if (type === 'text' || type === 'texts') throw mwError('MW_EXPR_OUTPUT', { name, type, due: 'a number, bool, time or category' });
    const place = { name, offset, width: type === 'numbers' ? widthOf(node) : 1 };
    offset += place.width;
    if (type === 'numbers') return { ...place, kind: 'vector' };
    const levels = levelsOf(node);
    if (levels !== undefined) return { ...place, kind: 'code', levels };
    return { ...place, kind: type === 'bool' ? 'flag' : 'number' };
  });
}

/** The levels of a category column: the root is the op `code` with literal levels. `undefined` for any other node. */
export function levelsOf(node: Node): readonly string[] | undefined {
  if (node.kind !== 'call' || node.op !== 'code') return undefined;
  const levels = node.args[1];
  return levels?.kind === 'literal' ? (levels.value as readonly string[]) : undefined;
}

/** How many numbers a node of type `numbers` gives for every row. */
export function widthOf(node: Node): number {
  if (node.kind === 'literal') return (node.value as readonly number[]).length;
  const op = node.kind === 'call' ? opOf(node.op) : undefined;
  if (node.kind !== 'call' || op?.width === undefined)
    throw mwError('MW_EXPR_UNFITTED', { rule: node.kind === 'learned' ? node.rule : node.kind });
  const constants = constantPositions(op).map((i) => (node.args[i] as LiteralNode).value as LiteralValue);
  return op.width(...([...constants, ...restOf(op, node.args.length)] as never[]));
}
