import type { Json } from '../core/index.js';
import type { PartArray, Parts } from '../learn/index.js';

/** Parts as a file would give them back. */
export const copyOf = ({ meta, arrays }: Parts): Parts => ({
  meta: JSON.parse(JSON.stringify(meta)) as Json,
  arrays: Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.slice()])),
});

const withArray = ({ meta, arrays }: Parts, name: string, array: PartArray): Parts => ({ meta, arrays: { ...arrays, [name]: array } });

function withEntry(parts: Parts, name: string, at: number, value: number): Parts {
  const array = parts.arrays[name].slice();
  array[at] = value;
  return withArray(parts, name, array);
}

const isFloat = (array: PartArray): boolean => array instanceof Float64Array || array instanceof Float32Array;

/** Parts with one array that cannot be read, and what is wrong with it. */
export function* damagedArrays(parts: Parts): Generator<[string, Parts]> {
  for (const [name, array] of Object.entries(parts.arrays)) {
    const { [name]: _, ...others } = parts.arrays;
    yield [`without "${name}"`, { ...parts, arrays: others }];
    const Other = array instanceof Float64Array ? Float32Array : Float64Array;
    yield [`"${name}" of another type`, withArray(parts, name, Other.from(array))];
    const longer = new (array.constructor as new (length: number) => PartArray)(array.length + 1);
    longer.set(array as Float64Array);
    yield [`"${name}" one longer`, withArray(parts, name, longer)];
    if (array.length === 0) continue;
    yield [`"${name}" one shorter`, withArray(parts, name, array.slice(0, -1))];
    if (isFloat(array))
      for (const value of [NaN, Infinity, -Infinity]) yield [`${value} in "${name}"`, withEntry(parts, name, array.length >> 1, value)];
  }
}

/** Parts with one entry that a fit may not have made. */
export function* oddArrays(parts: Parts): Generator<[string, Parts]> {
  for (const [name, array] of Object.entries(parts.arrays)) {
    const values = isFloat(array) ? [1e308, -1e308, 0, -1] : [0, 1, 255, 2 ** 31 - 1, -1, -(2 ** 31)];
    for (const value of values) {
      for (const at of new Set([0, array.length >> 1, array.length - 1]))
        if (at >= 0 && at < array.length) yield [`${value} at ${at} of "${name}"`, withEntry(parts, name, at, value)];
    }
  }
}

/** Parts with one setting that a fit may not have made. */
export function* oddMeta(parts: Parts): Generator<[string, Parts]> {
  for (const name of Object.keys(parts.meta as object)) {
    for (const value of [null, -1, 0, 0.5, 2 ** 53, '1', [], {}] as readonly Json[]) {
      yield [`meta.${name} ${JSON.stringify(value)}`, { ...parts, meta: { ...(parts.meta as Record<string, Json>), [name]: value } }];
    }
  }
}
