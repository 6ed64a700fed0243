import { mwError, type ColumnHead, type Json } from '../../core/index.js';
import type { PartArray, Parts } from '../learner.js';
import type { Forest } from './forest.js';
import { checkForest } from './check-forest.js';

/** Forests with a link are of format 2, so that a reader that knows none refuses them; the others are as ever. */
const FORMAT = 1;
const LINKED = 2;

/** Type of each stored array. */
const arrayTypes = {
  nodeStart: Int32Array,
  leafStart: Int32Array,
  column: Int32Array,
  kind: Uint8Array,
  threshold: Float64Array,
  left: Int32Array,
  right: Int32Array,
  gain: Float64Array,
  setStart: Int32Array,
  sets: Uint32Array,
  value: Float64Array,
  cover: Uint32Array,
} as const;

type ArrayName = keyof typeof arrayTypes;

/** A forest as the artifact stores it. */
export function partsOf(forest: Forest): Parts {
  const arrays: Record<string, PartArray> = {};
  for (const name of Object.keys(arrayTypes) as ArrayName[]) arrays[name] = forest[name];
  const { outputs, columns, base, link } = forest;
  const format = link === undefined ? { format: FORMAT } : { format: LINKED, link };
  return { meta: { ...format, outputs, columns, base: [...base] }, arrays };
}

/** The forest again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function forestFrom(parts: Parts, heads: readonly ColumnHead[]): Forest {
  const { outputs, base, link } = metaOf(parts.meta, heads.length);
  const arrays: Record<string, PartArray> = {};
  for (const [name, type] of Object.entries(arrayTypes)) {
    const array = parts.arrays[name];
    if (!(array instanceof type)) throw damaged(`the array "${name}" is missing or not of type ${type.name}`);
    arrays[name] = array;
  }
  const forest = {
    outputs,
    columns: heads.length,
    base,
    ...(link === undefined ? {} : { link }),
    ...(arrays as unknown as Pick<Forest, ArrayName>),
  };
  const fault = checkForest(forest, heads);
  if (fault !== undefined) throw damaged(fault);
  return forest;
}

function metaOf(meta: Json, columns: number): { outputs: number; base: Float64Array; link: 'log' | undefined } {
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) throw damaged('its meta is not an object');
  const { format, outputs, columns: stored, base, link } = meta as { readonly [key: string]: Json };
  if (format !== FORMAT && format !== LINKED) throw damaged(`its format is ${JSON.stringify(format)}, not ${FORMAT} or ${LINKED}`);
  if (format === LINKED && link !== 'log') throw damaged(`its link is ${JSON.stringify(link)}, not "log"`);
  if (stored !== columns) throw damaged(`it is for ${JSON.stringify(stored)} columns, not ${columns}`);
  if (typeof outputs !== 'number' || !Number.isInteger(outputs) || outputs < 1)
    throw damaged('"outputs" is not a whole number of at least 1');
  if (!Array.isArray(base) || base.length !== outputs) throw damaged('"base" has not one margin per output');
  if (!base.every((margin) => Number.isFinite(margin))) throw damaged('"base" holds something other than finite numbers');
  return { outputs, base: Float64Array.from(base as number[]), link: format === LINKED ? 'log' : undefined };
}

function damaged(reason: string): Error {
  return mwError('MW_LEARN_PARTS', { learner: 'gbdt', reason });
}
