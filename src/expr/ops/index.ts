import { arithmetic } from './arithmetic.js';
import { casts } from './cast.js';
import { comparison } from './comparison.js';
import { conditional } from './conditional.js';
import { hashing } from './hashing.js';
import { lists } from './lists.js';
import { logic } from './logic.js';
import { nulls } from './nulls.js';
import type { Op } from './op.js';
import { rounding } from './rounding.js';
import { tables } from './tables.js';
import { textSearch } from './text-search.js';
import { texts } from './text.js';
import { timeParts } from './time-parts.js';
import { timeSpans } from './time-spans.js';
import { transcendental } from './transcendental.js';

const table = {
  ...arithmetic,
  ...rounding,
  ...transcendental,
  ...comparison,
  ...logic,
  ...nulls,
  ...conditional,
  ...texts,
  ...textSearch,
  ...timeParts,
  ...timeSpans,
  ...casts,
  ...tables,
  ...lists,
  ...hashing,
} as const;

/** The op table with each row's literal types: what the builder's methods are derived from. */
export type OpTable = typeof table;
/** The name of an op. */
export type OpName = keyof OpTable;

/** Every op, by name. */
export const ops: Readonly<Record<OpName, Op>> = Object.freeze(table);

/** The row of an op, or `undefined` for a name that is none (inherited names of objects are none). */
export const opOf = (name: string): Op | undefined => (Object.hasOwn(ops, name) ? ops[name as OpName] : undefined);

export type { ArgType, CaseValue, DialectName, Op, OpCase, Signature, SqlText } from './op.js';
