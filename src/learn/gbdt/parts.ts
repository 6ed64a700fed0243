import { mwError, type ColumnHead, type Json } from '../../core/index.js';
import type { PartArray, Parts } from '../learner.js';
import type { Forest } from './forest.js';
import { checkForest } from './check-forest.js';
import { checkLines } from './check-lines.js';
import type { Lines } from './lines.js';

/** Forests with a link are of format 2, those with linear leaves of format 3, so that a reader that knows none refuses them. */
const FORMAT = 1;
const LINKED = 2;
const LINED = 3;

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

/** Arrays of {@link Lines}, and the names that they are stored under. */
const lineTypes = {
  lineStart: Int32Array,
  lineColumn: Int32Array,
  lineSlope: Float64Array,
  lineConstant: Float64Array,
} as const;

/** A forest as the artifact stores it. */
export function partsOf(forest: Forest): Parts {
  const arrays: Record<string, PartArray> = {};
  for (const name of Object.keys(arrayTypes) as ArrayName[]) arrays[name] = forest[name];
  const { outputs, columns, base, link, lines } = forest;
  const format = lines !== undefined ? LINED : link === undefined ? FORMAT : LINKED;
  const meta = { format, ...(link === undefined ? {} : { link }), outputs, columns, base: [...base] };
  if (lines === undefined) return { meta, arrays };
  const { start, column, slope, constant } = lines;
  return { meta, arrays: { ...arrays, lineStart: start, lineColumn: column, lineSlope: slope, lineConstant: constant } };
}

/** The forest again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function forestFrom(parts: Parts, heads: readonly ColumnHead[]): Forest {
  const { format, outputs, base, link } = metaOf(parts.meta, heads.length);
  const arrays = arraysOf(parts, arrayTypes);
  const forest: Forest = {
    outputs,
    columns: heads.length,
    base,
    ...(link === undefined ? {} : { link }),
    ...arrays,
  };
  const fault = checkForest(forest, heads);
  if (fault !== undefined) throw damaged(fault);
  return format === LINED ? { ...forest, lines: linesFrom(parts, forest.value.length, heads) } : forest;
}

function linesFrom(parts: Parts, leaves: number, heads: readonly ColumnHead[]): Lines {
  const { lineStart, lineColumn, lineSlope, lineConstant } = arraysOf(parts, lineTypes);
  const lines = { start: lineStart, column: lineColumn, slope: lineSlope, constant: lineConstant };
  const fault = checkLines(lines, leaves, heads);
  if (fault !== undefined) throw damaged(fault);
  return lines;
}

type ArrayTypes = Readonly<Record<string, new (length: number) => PartArray>>;

/** The arrays of these names, of their types. */
function arraysOf<T extends ArrayTypes>(parts: Parts, types: T): { readonly [K in keyof T]: InstanceType<T[K]> } {
  const arrays: Record<string, PartArray> = {};
  for (const [name, type] of Object.entries(types)) {
    const array = parts.arrays[name];
    if (!(array instanceof type)) throw damaged(`the array "${name}" is missing or not of type ${type.name}`);
    arrays[name] = array;
  }
  return arrays as { readonly [K in keyof T]: InstanceType<T[K]> };
}

interface Meta {
  readonly format: number;
  readonly outputs: number;
  readonly base: Float64Array;
  readonly link: 'log' | undefined;
}

function metaOf(meta: Json, columns: number): Meta {
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) throw damaged('its meta is not an object');
  const { format, outputs, columns: stored, base, link } = meta as { readonly [key: string]: Json };
  if (format !== FORMAT && format !== LINKED && format !== LINED)
    throw damaged(`its format is ${JSON.stringify(format)}, not ${FORMAT}, ${LINKED} or ${LINED}`);
  if (link === undefined ? format === LINKED : link !== 'log' || format === FORMAT)
    throw damaged(`its link is ${JSON.stringify(link)}, not "log"`);
  if (stored !== columns) throw damaged(`it is for ${JSON.stringify(stored)} columns, not ${columns}`);
  if (typeof outputs !== 'number' || !Number.isInteger(outputs) || outputs < 1)
    throw damaged('"outputs" is not a whole number of at least 1');
  if (!Array.isArray(base) || base.length !== outputs) throw damaged('"base" has not one margin per output');
  if (!base.every((margin) => Number.isFinite(margin))) throw damaged('"base" holds something other than finite numbers');
  return { outputs, base: Float64Array.from(base as number[]), link: link === 'log' ? link : undefined, format };
}

function damaged(reason: string): Error {
  return mwError('MW_LEARN_PARTS', { learner: 'gbdt', reason });
}
