import { setImmediate } from 'node:timers/promises';
import { pairsWasm } from '../pairs.wasm.js';
import { moduleFrom } from '../kernel-from.js';
import { CONTROL, NEXT, PHASE } from '../threads/layout.js';
import { teamMemory } from '../threads/memory.js';
import type { Team, Threads } from '../threads/team.js';
import type { Views } from '../threads/views.js';
import { ARGUMENT, DOUBLES, END } from './layout.js';
import { runPlain } from './plain/run.js';
import { fillRoom, roomOf, type PairsNeed, type PairsRoom, type SparseLines } from './room.js';

/** What a phase is given beside its parts. */
export interface PhaseGiven {
  readonly words?: readonly number[];
  readonly doubles?: readonly number[];
}

/** Memory with the sparse matrix in it, and threads that run phases over it. */
export interface Stage {
  readonly room: PairsRoom;
  readonly views: Views;
  /** Runs parts `from` to `to` of a phase; an abort is heard within some 100 ms, unless one part takes longer. */
  run(phase: number, from: number, to: number, given?: PhaseGiven): Promise<void>;
}

const TURN_MS = 40;

const kernelModule = moduleFrom(pairsWasm);

/**
 * Puts a sparse matrix, by lines and by columns, on a stage. `kernels` is for tests; by default WebAssembly where it runs. Throws a `RangeError` when there is
 * not enough memory.
 */
export function openStage(
  lines: SparseLines,
  columns: SparseLines,
  need: PairsNeed,
  signal: AbortSignal,
  threads?: Threads,
  kernels: 'wasm' | 'plain' = 'wasm',
): Stage {
  const kernel = kernels === 'wasm' ? kernelModule() : undefined;
  const room = roomOf(lines, need, kernel ? 1 + (threads?.count ?? 0) : 1);
  const { views, team } = teamMemory(room.bytes, kernel, runPlain, threads);
  fillRoom(room, views, lines, columns);
  return stageOn(room, views, team(), signal);
}

function stageOn(room: PairsRoom, views: Views, team: Team, signal: AbortSignal): Stage {
  const { i32, f64 } = views;
  const control = CONTROL >>> 2;
  let rested = performance.now();
  return {
    room,
    views,
    async run(phase, from, to, { words = [], doubles = [] } = {}) {
      signal.throwIfAborted();
      i32[control + PHASE] = phase;
      i32.set(words, control + ARGUMENT);
      f64.set(doubles, (control + DOUBLES) >>> 1);
      let parts = 1;
      for (let next = from; next < to;) {
        const until = Math.min(to, next + parts);
        i32[control + NEXT] = next;
        i32[control + END] = until;
        const began = performance.now();
        await team.run();
        const now = performance.now();
        if (now - began < TURN_MS / 4) parts *= 2;
        else if (now - began > TURN_MS) parts = Math.ceil(parts / 2);
        next = until;
        if (now - rested < TURN_MS) continue;
        await setImmediate();
        signal.throwIfAborted();
        rested = performance.now();
      }
    },
  };
}
