import { didYouMean, mwError } from '../../core/index.js';
import { columnNode } from '../construct.js';
import type { ScalarType } from '../node.js';
import { exprOf } from './expr.js';
import type { Columns } from './typed.js';

/**
 * One expression per column of a schema, by name.
 * A name that is no column does not compile; in plain JavaScript it throws `MW_EXPR_COLUMN` with the nearest name.
 *
 * ```ts
 * const c = columnsOf({ tenure: 'number', Contract: 'text' });
 * c.Contract.eq('Two year');
 * ```
 */
export function columnsOf<const S extends Readonly<Record<string, ScalarType>>>(types: S): Columns<S> {
  const known = new Map(Object.entries(types).map(([name, type]) => [name, exprOf(columnNode(name, type))]));
  return new Proxy(Object.freeze(Object.fromEntries(known)), {
    get(_target, name) {
      if (typeof name === 'symbol') return undefined;
      const column = known.get(name);
      if (column === undefined) throw mwError('MW_EXPR_COLUMN', { name, hint: didYouMean(name, known.keys()), known: [...known.keys()] });
      return column;
    },
  }) as Columns<S>;
}
