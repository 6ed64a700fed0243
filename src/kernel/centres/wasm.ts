import { centresWasm } from '../centres.wasm.js';
import { kernelFrom } from '../kernel-from.js';
import { MOST_TRIED, type CentreSearch, type CentreSize } from './stages.js';

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly ROOM: WebAssembly.Global;
  place(...places: readonly number[]): void;
  round(from: number, to: number, most: number): number;
  finish(from: number, to: number, inertia: number): number;
  closer(from: number, to: number, rows: number, count: number, before: number, others: number, out: number, totals: number): void;
}

const [PAGE, LINE, MOST_BYTES] = [65_536, 64, 2 ** 32];
const newKernel = kernelFrom<Kernel>(centresWasm);

/** A search for centres by WebAssembly; `undefined` where the machine has no SIMD, or no memory for it. */
export function wasmCentres(size: CentreSize): CentreSearch | undefined {
  const { rows, dims, segments, weighted } = size;
  const kernel = newKernel();
  if (kernel === undefined) return undefined;
  let end = kernel.ROOM.value as number;
  const take = (entries: number, bytes = 8): number => {
    const at = Math.ceil(end / LINE) * LINE;
    end = at + bytes * entries;
    return at;
  };
  const lanes = Math.ceil(segments / 4) * 4;
  const [points, weights, centres, far] = [
    take(rows * dims),
    take(weighted ? rows : 0),
    take(lanes * dims),
    take(Math.max(lanes, 2 * MOST_TRIED)),
  ];
  const [nearest, upper, lower] = [take(rows, 4), take(rows), take(rows)];
  const [half, moved, sums, sizes] = [take(segments), take(segments), take(segments * dims), take(segments)];
  const [before, others, left, totals] = [take(rows), take(MOST_TRIED * dims), take(MOST_TRIED * rows), take(MOST_TRIED)];
  if (!grows(kernel.memory, end)) return undefined;
  kernel.place(points, weighted ? weights : 0, dims, segments, centres, far, nearest, upper, lower, half, moved, sums, sizes);
  const { buffer } = kernel.memory;
  const doubles = (at: number, length: number): Float64Array => new Float64Array(buffer, at, length);
  const [all, laid, tries] = [doubles(points, rows * dims), doubles(centres, lanes * dims), doubles(others, MOST_TRIED * dims)];
  return {
    size,
    points: all,
    weights: doubles(weights, weighted ? rows : 0),
    nearest: new Int32Array(buffer, nearest, rows),
    upper: doubles(upper, rows),
    lower: doubles(lower, rows),
    half: doubles(half, segments),
    moved: doubles(moved, segments),
    sums: doubles(sums, segments * dims),
    sizes: doubles(sizes, segments),
    before: doubles(before, rows),
    left: Array.from({ length: MOST_TRIED }, (_, t) => doubles(left + 8 * t * rows, rows)),
    totals: doubles(totals, MOST_TRIED),
    centres: (at) => lay(laid, lanes, dims, segments, (k, d) => at[k * dims + d]),
    round: (from, to, most) => kernel.round(from, to, most),
    finish: (from, to, inertia) => kernel.finish(from, to, inertia),
    closer(from, to, tried) {
      lay(tries, MOST_TRIED, dims, tried.length, (t, d) => all[tried[t] * dims + d]);
      kernel.closer(from, to, rows, tried.length, before, others, left, totals);
    },
  };
}

function grows(memory: WebAssembly.Memory, end: number): boolean {
  if (end > MOST_BYTES) return false;
  try {
    memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / PAGE)));
    return true;
  } catch {
    return false;
  }
}

/** Lays points out coordinate by coordinate; what is beyond the last is infinitely far. */
function lay(to: Float64Array, lanes: number, dims: number, count: number, value: (k: number, d: number) => number): void {
  to.fill(Infinity);
  for (let d = 0; d < dims; d++) for (let k = 0; k < count; k++) to[d * lanes + k] = value(k, d);
}
