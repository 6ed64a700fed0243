import { setImmediate } from 'node:timers/promises';
import { factorise } from '../../core/index.js';
import { alsWasm } from '../als.wasm.js';
import { moduleFrom } from '../kernel-from.js';
import { CONTROL, NEXT, PHASE, THREADS } from '../threads/layout.js';
import { teamMemory } from '../threads/memory.js';
import type { Team, Threads } from '../threads/team.js';
import type { Views } from '../threads/views.js';
import { ARGUMENT, GRAM, SCRATCH, SCRATCH_BYTES, SOLVE, STEPS, STRIDE, TURN_LINES } from './layout.js';
import { runPlain } from './plain.js';
import type { AlsPlan, AlsSide } from './plan.js';
import { alsRoom, gramLines, type AlsRoom, type SideRoom } from './room.js';

/** Factors of users and items that are improved in turns. */
export interface Als {
  /** Solves all users for the items as they are, then all items for the users; an abort ends it between two pieces of work, with its reason. */
  sweep(signal?: AbortSignal): Promise<void>;
  /** Users × factors, or items × factors. */
  factors(side: 'users' | 'items'): Float32Array;
}

/** Products between two turns of the event loop: some 50 ms on one thread. */
const PRODUCTS_AT_ONCE = 2e8;

const kernelModule = moduleFrom(alsWasm);

/**
 * Alternating least squares for implicit feedback (Hu, Koren and Volinsky, ICDM 2008): x = (YᵀY + l2·I + Σ d y yᵀ)⁻¹ Σ (1 + d) y for every user, d being
 * by how much an entry's trust exceeds 1, and the same for items. Solved by a few steps of conjugate gradients (Takács, Pilászy and Tikk, RecSys 2011)
 * from nothing, with YᵀY + l2·I = L Lᵀ as preconditioner: lines are turned by L⁻¹ once per sweep, so that a step costs two products per entry and
 * none with a matrix, and three steps do. Floats throughout but for L; the same bits for any number of threads.
 */
export function openAls(plan: AlsPlan, kernels: 'wasm' | 'plain' = 'wasm', threads?: Threads): Als {
  const kernel = kernels === 'wasm' ? kernelModule() : undefined;
  const given = kernel ? plan : { ...plan, threads: 1 };
  const room = alsRoom(given);
  const { views, team } = teamMemory(room.bytes, kernel, runPlain, threads);
  write(given, room, views);
  return alsOn(given, room, views, team());
}

function alsOn(plan: AlsPlan, room: AlsRoom, views: Views, team: Team): Als {
  const { i32, f32 } = views;
  const { stride } = room;
  const run = (phase: number, ...given: readonly number[]): Promise<void> | undefined => {
    i32[(CONTROL >>> 2) + PHASE] = phase;
    i32[(CONTROL >>> 2) + NEXT] = 0;
    i32.set(given, (CONTROL >>> 2) + ARGUMENT);
    return team.run();
  };
  const solve = async (solved: SideRoom, fixed: SideRoom, entries: number, signal?: AbortSignal): Promise<void> => {
    const chunk = gramLines(fixed.lines);
    const bytes = 4 * stride;
    await inPieces(fixed.lines, stride ** 2, chunk, signal, (first, lines) =>
      run(GRAM, fixed.factors + first * bytes, lines, chunk, room.grams + (first / chunk) * stride * bytes),
    );
    writeInverse(plan.l2, room, f32, Math.ceil(fixed.lines / chunk));
    f32.fill(0, (room.turned >>> 2) + fixed.lines * stride, (room.turned >>> 2) + (fixed.lines + 1) * stride);
    await inPieces(fixed.lines, stride ** 2, 1, signal, (first, lines) =>
      run(TURN_LINES, fixed.factors + first * bytes, room.turned + first * bytes, lines, room.inverseTransposed, 1),
    );
    const perLine = stride * (stride + (2 * plan.steps * entries) / Math.max(1, solved.lines));
    await inPieces(solved.lines, perLine, 1, signal, (first, lines) =>
      run(SOLVE, solved.start + 4 * first, solved.column, solved.value, room.turned, solved.factors + first * bytes, lines, room.inverse),
    );
  };
  return {
    sweep: async (signal) => {
      await solve(room.users, room.items, plan.users.column.length, signal);
      await solve(room.items, room.users, plan.items.column.length, signal);
    },
    factors: (side) => {
      const { lines, factors } = room[side];
      const out = new Float32Array(lines * plan.factors);
      for (let i = 0; i < lines; i++) {
        const from = (factors >>> 2) + i * stride;
        out.set(f32.subarray(from, from + plan.factors), i * plan.factors);
      }
      return out;
    },
  };
}

/** Works through lines some at a time, a multiple of `step`, with a turn of the event loop between. No lines are one piece too. */
async function inPieces(
  lines: number,
  perLine: number,
  step: number,
  signal: AbortSignal | undefined,
  work: (first: number, lines: number) => Promise<void> | undefined,
): Promise<void> {
  const most = step * Math.max(1, Math.floor(PRODUCTS_AT_ONCE / perLine / step));
  await work(0, Math.min(most, lines));
  for (let first = most; first < lines; first += most) {
    await setImmediate();
    signal?.throwIfAborted();
    await work(first, Math.min(most, lines - first));
  }
}

/** L⁻¹ and its transpose, of the sum of the partial Gram matrices with a ridge. */
function writeInverse(l2: number, { stride, grams, inverse, inverseTransposed }: AlsRoom, f32: Float32Array, pieces: number): void {
  const gram = new Float64Array(stride * stride);
  for (let piece = 0; piece < pieces; piece++) {
    const from = (grams >>> 2) + piece * stride * stride;
    for (let i = 0; i < stride; i++) for (let j = i; j < stride; j++) gram[j * stride + i] += f32[from + i * stride + j];
  }
  for (let i = 0; i < stride; i++) gram[i * stride + i] += l2;
  factorise(gram, stride);
  const lower = new Float64Array(stride * stride);
  for (let j = 0; j < stride; j++)
    for (let i = j; i < stride; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= gram[i * stride + k] * lower[k * stride + j];
      const pivot = gram[i * stride + i];
      const value = pivot === 0 ? 0 : sum / pivot;
      lower[i * stride + j] = value;
      f32[(inverse >>> 2) + i * stride + j] = value;
      f32[(inverseTransposed >>> 2) + j * stride + i] = value;
    }
}

function write({ threads, steps, factors, users, items, first }: AlsPlan, room: AlsRoom, views: Views): void {
  const words = views.i32.subarray(CONTROL >>> 2);
  words[THREADS] = threads;
  words[STRIDE] = room.stride;
  words[STEPS] = steps;
  words[SCRATCH] = room.scratch;
  words[SCRATCH_BYTES] = room.scratchBytes;
  writeSide(users, items.lines, room.users, views);
  writeSide(items, users.lines, room.items, views);
  for (let i = 0; i < items.lines; i++)
    views.f32.set(first.subarray(i * factors, (i + 1) * factors), (room.items.factors >>> 2) + i * room.stride);
}

/** Entries are filled up with such as have the line of zeros, so that none stands alone. */
function writeSide({ lines, start, column, value }: AlsSide, zeros: number, room: SideRoom, { i32, f32 }: Views): void {
  let to = 0;
  for (let line = 0; line < lines; line++) {
    i32[(room.start >>> 2) + line] = to;
    for (let e = start[line]; e < start[line + 1]; e++, to++) {
      i32[(room.column >>> 2) + to] = column[e];
      f32[(room.value >>> 2) + to] = value[e];
    }
    for (; to % 4 !== 0; to++) i32[(room.column >>> 2) + to] = zeros;
  }
  i32[(room.start >>> 2) + lines] = to;
}
