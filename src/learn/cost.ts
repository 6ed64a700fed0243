import type { Json } from '../core/index.js';
import type { PartArray, Parts } from './learner.js';

/** What a fitted predictor takes: of the disk, and of the time for one row. */
export interface Cost {
  /** Bytes of its parts as the artifact stores them: arrays, and meta as JSON. */
  readonly bytes: number;
  /**
   * Microseconds for one row of numbers, reckoned from what is looked up and multiplied, so that it is the same everywhere: about what one core of a
   * server of 2024 takes. Mostly within a factor of two of what is measured, within four for neighbours (`bench/row-cost.mjs`).
   */
  readonly microseconds: number;
}

/**
 * Nanoseconds: of any row; of a number that is read and multiplied, and of one in the layers of a network; of a step down a tree; of a tree with masks of its leaves, and of a word of
 * them for a column; of a look-up in a shape, where all shapes fit into the caches of one core and where they do not.
 */
const NS = { row: 50, number: 2, weight: 1.3, step: 20, masked: 3, word: 0.16, near: 25, far: 110 } as const;
/** Bytes of shapes that stay near. */
const NEAR_BYTES = 2 ** 18;

/** The cost of a predictor of the learner `learner`, from its parts. A learner that is not known here is taken to read every number that it stores. */
export function costOf(learner: string, { meta, arrays }: Parts): Cost {
  const bytes = bytesOf(arrays) + Buffer.byteLength(JSON.stringify(meta));
  return { bytes, microseconds: (NS.row + nanosecondsOf(learner, meta as Meta, arrays)) / 1000 };
}

const bytesOf = (arrays: Arrays): number => Object.values(arrays).reduce((sum, array) => sum + array.byteLength, 0);

interface Meta {
  readonly outputs?: number;
  readonly columns?: number;
  /** Of an ensemble. */
  readonly members?: Json | Members;
}

type Arrays = Parts['arrays'];
type Members = readonly { readonly learner: string; readonly meta: Json }[];

function nanosecondsOf(learner: string, meta: Meta, arrays: Arrays): number {
  if (learner === 'blend' || learner === 'stack') return membersNs(meta.members as Members, arrays);
  if (learner === 'gbdt') return boostedNs(meta.columns ?? 0, arrays);
  if (learner === 'forest' || learner === 'extra_trees') {
    const trees = arrays['roots'].length;
    return NS.step * trees * depthOf(arrays['values'].length / (meta.outputs ?? 1) / trees);
  }
  if (learner === 'ebm') return (bytesOf(arrays) > NEAR_BYTES ? NS.far : NS.near) * (meta.columns ?? 0) * (meta.outputs ?? 1);
  return (learner === 'mlp' ? NS.weight : NS.number) * Object.values(arrays).reduce((sum, array) => sum + array.length, 0);
}

function membersNs(members: Members, arrays: Arrays): number {
  return members.reduce((sum, { learner, meta }, m) => sum + nanosecondsOf(learner, meta as Meta, memberArrays(arrays, m)), 0);
}

/** The arrays of a member of an ensemble, by their own names. */
const memberArrays = (arrays: Arrays, m: number): Arrays =>
  Object.fromEntries(
    Object.entries(arrays).flatMap(([name, array]) => (name.startsWith(`${m}.`) ? [[name.slice(`${m}.`.length), array]] : [])),
  );

/** Steps from the root of a tree of so many leaves to one of them, and the reading of that one. */
const depthOf = (leaves: number): number => 1 + Math.log2(Math.max(1, leaves));

/** What masks of leaves may be, as `gbdt/mask-tables` has it. */
const [MASKED_LEAVES, MASKED_WORDS] = [128, 2 ** 22];

/** Small trees are read through masks of their leaves, large ones walked down. */
function boostedNs(columns: number, { leafStart, column, threshold, lineStart }: Record<string, PartArray | undefined> & Arrays): number {
  const leaves = Array.from({ length: leafStart.length - 1 }, (_, t) => leafStart[t + 1] - leafStart[t]);
  const most = leaves.reduce((a, b) => Math.max(a, b), 1);
  const width = leaves.length * Math.ceil(most / 32);
  const conditions = new Set(Array.from(column, (of, node) => `${of} ${threshold[node]}`)).size;
  const isMasked = lineStart === undefined && most <= MASKED_LEAVES && conditions * width <= MASKED_WORDS;
  if (isMasked) return NS.masked * leaves.length + NS.word * Math.min(columns, conditions) * width;
  return NS.step * leaves.reduce((sum, count) => sum + depthOf(count), 0);
}
