import type { Progress } from '../../core/index.js';
import { askedAtOnce, gathered, type FoundColumns } from './found.js';
import { invertBlock } from './invert-block.js';
import { BLOCK, GRAM, MATRIX, MIRROR, PACK, PIVOT, REGRESS, UPDATE, WRITE } from './layout.js';
import type { SparseLines } from './room.js';
import { openStage, type Stage } from './stage.js';
import type { Threads } from '../threads/team.js';

/** A dense, symmetric matrix of 32-bit floats. */
export interface DenseMatrix {
  readonly size: number;
  /** Line i begins at i × line. */
  readonly line: number;
  readonly values: Float32Array;
}

/** How to work, and how to stop and to tell. */
export interface PairsRun {
  readonly signal: AbortSignal;
  readonly progress?: Progress;
  /** Threads beside this one. */
  readonly threads?: Threads;
  /** For tests; by default WebAssembly where it runs. */
  readonly kernels?: 'wasm' | 'plain';
}

/** Penalties of a regression of each column from the others: by their weights, and by half their squares. */
export interface Penalties {
  readonly l1: number;
  readonly l2: number;
}

/** A weight stands when it moves by less than this; and after so many rounds in any case. */
const [LEAST_STEP, MOST_ROUNDS] = [1e-4, 200];

/** Memory for the pairs of the columns of a sparse matrix X. */
export interface GramMatrix {
  /** XᵀX, sums in double precision, rounded once, with so much more on its diagonal. */
  gram(ridge: number): Promise<DenseMatrix>;
  /** What the other columns say for each, by regression; after {@link GramMatrix.gram}, without a ridge. */
  regress(penalties: Penalties): Promise<FoundColumns>;
  /** The inverse of that, in its place; `undefined` where single precision cannot tell it from a matrix without one. */
  invert(): Promise<DenseMatrix | undefined>;
}

/**
 * Products of all pairs of columns, and their inverse, in single precision, by symmetric sweeps over blocks of columns: the pivot's own inverse in double
 * precision, the rest in single. Columns³ multiplications and additions, 4 bytes for each pair of columns. The same bits for any number of threads, and for
 * either kind of kernels. Throws a `RangeError` where the memory does not suffice (32,000 columns or so).
 */
export function openGram(lines: SparseLines, columns: SparseLines, { signal, progress, threads, kernels }: PairsRun): GramMatrix {
  const atOnce = askedAtOnce(lines.columns, lines.columns);
  const stage = openStage(lines, columns, { dense: true, columns: atOnce, most: lines.columns, apart: false }, signal, threads, kernels);
  const { room, views } = stage;
  const blocks = Math.ceil(room.width / BLOCK);
  const matrix: DenseMatrix = {
    size: lines.columns,
    line: room.line,
    values: views.f32.subarray(room.words[MATRIX] >>> 2, (room.words[MATRIX] >>> 2) + room.line * room.width),
  };
  return {
    async gram(ridge) {
      await stage.run(GRAM, 0, matrix.size, { doubles: [ridge] });
      for (let i = matrix.size; i < room.width; i++) {
        matrix.values.fill(0, i * room.line, i * room.line + i);
        matrix.values[i * room.line + i] = 1;
      }
      await stage.run(MIRROR, 0, blocks);
      return matrix;
    },
    async regress({ l1, l2 }) {
      return gathered(stage, matrix.size, matrix.size, atOnce, async (first, until) => {
        progress?.('regressions', first, matrix.size);
        await stage.run(REGRESS, first, until, { words: [first, MOST_ROUNDS], doubles: [l1, l2, LEAST_STEP] });
      });
    },
    async invert() {
      for (let block = 0; block < blocks; block++) {
        progress?.('inverse', block, blocks);
        if (!(await sweep(stage, matrix, block, blocks))) return undefined;
      }
      for (let at = 0; at < matrix.values.length; at++) matrix.values[at] = -matrix.values[at];
      await stage.run(MIRROR, 0, blocks);
      progress?.('inverse', blocks, blocks);
      return matrix;
    },
  };
}

/** Sweeps the columns of one block, on the lower triangle; false where their pivot has no inverse. */
async function sweep({ room, views, run }: Stage, { values, line }: DenseMatrix, block: number, blocks: number): Promise<boolean> {
  const first = block * BLOCK;
  const depth = Math.min(BLOCK, room.width - first);
  const at = (i: number, j: number): number => (first + Math.max(i, j)) * line + first + Math.min(i, j);
  const pivot = Float64Array.from({ length: depth * depth }, (_, e) => values[at(Math.floor(e / depth), e % depth)]);
  if (!invertBlock(pivot, depth)) return false;
  const packed = room.words[PIVOT] >>> 2;
  for (let c = 0; c < depth; c++)
    for (let k = 0; k < depth; k++) views.f32[packed + (c - (c % 4)) * BLOCK + 4 * k + (c % 4)] = -pivot[c * depth + k];
  const given = { words: [first, depth] };
  await run(PACK, 0, blocks, given);
  await run(UPDATE, 0, (blocks * (blocks + 1)) / 2, given);
  await run(WRITE, 0, blocks, given);
  for (let i = 0; i < depth; i++) for (let j = 0; j <= i; j++) values[at(i, j)] = -pivot[i * depth + j];
  return true;
}
