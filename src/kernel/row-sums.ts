import { kernelFrom } from './kernel-from.js';
import { rowSumsWasm } from './row-sums.wasm.js';

/** Rows of which few entries are given: row i has `value` at `index`, from `starts[i]` to `starts[i + 1]`. */
export interface Entries {
  readonly starts: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

/** Sums of multiples of rows, over arrays that it hands out. WebAssembly with SIMD and plain TypeScript round alike, to the bit. */
export interface RowSums {
  /** Zeros to work on: the only arrays that the sums take. Throws once there is no more room. */
  readonly doubles: (length: number) => Float64Array;
  readonly ints: (length: number) => Int32Array;
  /**
   * Adds to row r of `out`, from `at` on and `size` long, the rows `index[i]` of the matrix times `value[i]`, for the entries i of row r. Four entries at a
   * time: out + ((a + b) + (c + d)).
   */
  readonly addRows: (out: Float64Array, at: number, size: number, rows: number, matrix: Float64Array, first: number, of: Entries) => void;
  /**
   * Writes to place `index[i]` of row r of `out`, `width` long, the product of that row of the matrix with row r of `by`, both `size` long and added up from
   * first to last, for the entries i of row r; 0 elsewhere.
   */
  readonly products: (
    out: Float64Array,
    width: number,
    by: Float64Array,
    size: number,
    rows: number,
    matrix: Float64Array,
    first: number,
    of: Entries,
  ) => void;
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly ROOM: WebAssembly.Global;
  addRows(out: number, size: number, rows: number, matrix: number, starts: number, index: number, value: number): void;
  products(out: number, width: number, by: number, size: number, rows: number, matrix: number, starts: number, index: number): void;
}

const [PAGE, DOUBLE] = [65_536, 8];
const newKernel = kernelFrom<Kernel>(rowSumsWasm);

/** Sums over up to `bytes` of arrays, each of which takes a multiple of 8; in plain TypeScript where the machine has no SIMD or no memory for them. */
export const rowSums = (bytes: number): RowSums => fastSums(bytes) ?? plainSums;

function fastSums(bytes: number): RowSums | undefined {
  const kernel = newKernel();
  if (kernel === undefined) return undefined;
  const { memory, addRows, products } = kernel;
  let next = kernel.ROOM.value as number;
  try {
    memory.grow(Math.max(0, Math.ceil((next + bytes - memory.buffer.byteLength) / PAGE)));
  } catch {
    return undefined;
  }
  const room = (length: number, each: number): number => {
    const at = next;
    next += Math.ceil((length * each) / DOUBLE) * DOUBLE;
    return at;
  };
  return {
    doubles: (length) => new Float64Array(memory.buffer, room(length, DOUBLE), length),
    ints: (length) => new Int32Array(memory.buffer, room(length, 4), length),
    addRows: (out, at, size, rows, matrix, first, { starts, index, value }) =>
      addRows(
        out.byteOffset + DOUBLE * at,
        size,
        rows,
        matrix.byteOffset + DOUBLE * first,
        starts.byteOffset,
        index.byteOffset,
        value.byteOffset,
      ),
    products: (out, width, by, size, rows, matrix, first, { starts, index }) =>
      products(out.byteOffset, width, by.byteOffset, size, rows, matrix.byteOffset + DOUBLE * first, starts.byteOffset, index.byteOffset),
  };
}

/** The definition, and the way out. */
export const plainSums: RowSums = {
  doubles: (length) => new Float64Array(length),
  ints: (length) => new Int32Array(length),
  addRows: (out, at, size, rows, matrix, first, { starts, index, value }) => {
    for (let r = 0; r < rows; r++) addScaledRows(out, at + r * size, size, matrix, first, index, value, starts[r], starts[r + 1]);
  },
  products: (out, width, by, size, rows, matrix, first, { starts, index }) => {
    out.fill(0, 0, rows * width);
    for (let r = 0; r < rows; r++) {
      for (let i = starts[r]; i < starts[r + 1]; i++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += by[r * size + k] * matrix[first + index[i] * size + k];
        out[r * width + index[i]] = sum;
      }
    }
  },
};

/**
 * Adds to `size` entries of `out` from `at` the rows of a matrix that lies from `first` of `matrix`: row `index[i]` times `value[i]`,
 * for i from `from` to `to`. Four rows at a time, so that each entry of `out` is read and written once for all of them.
 */
export function addScaledRows(
  out: Float64Array,
  at: number,
  size: number,
  matrix: Float64Array,
  first: number,
  index: Int32Array,
  value: Float64Array,
  from: number,
  to: number,
): void {
  const end = at + size;
  const start = first - at;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = value[i];
    const b = value[i + 1];
    const c = value[i + 2];
    const d = value[i + 3];
    const p = start + index[i] * size;
    const q = start + index[i + 1] * size;
    const r = start + index[i + 2] * size;
    const s = start + index[i + 3] * size;
    for (let k = at; k < end; k++) out[k] += a * matrix[k + p] + b * matrix[k + q] + (c * matrix[k + r] + d * matrix[k + s]);
  }
  for (; i < to; i++) {
    const a = value[i];
    const p = start + index[i] * size;
    for (let k = at; k < end; k++) out[k] += a * matrix[k + p];
  }
}
