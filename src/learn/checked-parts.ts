import { mwError, type Json } from '../core/index.js';
import type { PartArray, Parts } from './learner.js';

type ArrayType = new (length: number) => PartArray;

/** Reads the parts of one learner and refuses them with `MW_LEARN_PARTS` at the first thing that is wrong. */
export interface CheckedParts {
  /** The number of outputs, a whole number from 1 to 100,000. */
  readonly outputs: number;
  /** The array of this name, type and length, its numbers finite. */
  array<A extends PartArray>(name: string, type: new (length: number) => A, length: number): A;
  /** The setting of this name in the meta. */
  setting<T extends Json>(name: string, isPossible: (value: Json) => boolean): T;
  /** The array of this name, type and length, copied, its numbers such as a fit can make. */
  made<A extends PartArray>(
    name: string,
    type: new (length: number) => A,
    length: number,
    isPossible: (value: number, at: number) => boolean,
  ): A;
  /** The error to throw for a further fault. */
  damaged(reason: string): Error;
}

/** Checks the outer form that learners share: `meta` with `format`, `outputs` and `columns`, and no array but the `known`. */
export function checkedParts(learner: string, parts: Parts, format: number, columns: number, known: readonly string[]): CheckedParts {
  const damaged = (reason: string): Error => mwError('MW_LEARN_PARTS', { learner, reason });
  const meta = parts.meta;
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) throw damaged('its meta is not an object');
  const { format: found, outputs, columns: stored } = meta as { readonly [key: string]: Json };
  if (found !== format) throw damaged(`its format is ${JSON.stringify(found)}, not ${format}`);
  if (stored !== columns) throw damaged(`it is for ${JSON.stringify(stored)} columns, not ${columns}`);
  if (typeof outputs !== 'number' || !Number.isInteger(outputs) || outputs < 1 || outputs > 100_000)
    throw damaged('"outputs" is not a whole number of at least 1');
  const extra = Object.keys(parts.arrays).find((name) => !known.includes(name));
  if (extra !== undefined) throw damaged(`it has an array "${extra}" that does not belong there`);
  const arrayOf = <A extends PartArray>(name: string, type: new (length: number) => A, length: number): A => {
    const array = Object.hasOwn(parts.arrays, name) ? parts.arrays[name] : undefined;
    if (!(array instanceof (type as ArrayType))) throw damaged(`the array "${name}" is missing or not of type ${type.name}`);
    if (array.length !== length) throw damaged(`"${name}" has ${array.length} entries, not ${length}`);
    for (let i = 0; i < length; i++) if (!Number.isFinite(array[i])) throw damaged(`"${name}" holds ${array[i]} at entry ${i}`);
    return array as A;
  };
  return {
    outputs,
    damaged,
    array: arrayOf,
    setting<T extends Json>(name: string, isPossible: (value: Json) => boolean): T {
      const value = (meta as Readonly<Record<string, Json>>)[name];
      if (!isPossible(value)) throw damaged(`"${name}" is ${JSON.stringify(value)}, which no fit makes`);
      return value as T;
    },
    made<A extends PartArray>(
      name: string,
      type: new (length: number) => A,
      length: number,
      isPossible: (value: number, at: number) => boolean,
    ): A {
      const array = arrayOf(name, type, length);
      const odd = array.findIndex((value, at) => !isPossible(value, at));
      if (odd >= 0) throw damaged(`"${name}" holds ${array[odd]} at entry ${odd}, which no fit makes`);
      return array.slice() as A;
    },
  };
}
