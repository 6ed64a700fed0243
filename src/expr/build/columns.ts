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
      const column = typeof name === 'string' ? known.get(name) : undefined;
      if (column !== undefined || typeof name === 'symbol' || askedByLanguage.has(name)) return column;
      throw mwError('MW_EXPR_COLUMN', { name, hint: didYouMean(name, known.keys()), known: [...known.keys()] });
    },
  }) as Columns<S>;
}

/** Properties that `await` and `JSON.stringify` look for on any object. */
const askedByLanguage: ReadonlySet<string> = new Set(['then', 'toJSON']);
