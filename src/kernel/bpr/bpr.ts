import { setImmediate } from 'node:timers/promises';
import { bprWasm } from '../bpr.wasm.js';
import { moduleFrom } from '../kernel-from.js';
import { CONTROL, NEXT, PHASE } from '../threads/layout.js';
import { teamMemory } from '../threads/memory.js';
import type { Team, Threads } from '../threads/team.js';
import type { Views } from '../threads/views.js';
import { BLOCK_OF, ITEMS, ORDER, OWN, SHIFT, SORT, STEP, STREAM, USERS } from './layout.js';
import { runPlain } from './plain.js';
import { bprRoom, fillRoom, type BprPlan, type BprRoom } from './room.js';

/** Vectors of users and items, and a strength of each item. */
export interface Bpr {
  /**
   * As many steps as there are entries, on pairs of items that the stream draws, a whole number below 2³²; of two items of a pair both are in one block of the
   * shuffled items. An abort is heard between two pieces of work.
   */
  iterate(shuffled: Int32Array, stream: number, signal?: AbortSignal): Promise<void>;
  /** Users × factors. */
  users(): Float32Array;
  /** Items × factors. */
  items(): Float32Array;
  /** Per item its own strength, whoever asks. */
  own(): Float32Array;
}

const TURN_MS = 40;

const kernelModule = moduleFrom(bprWasm);

/**
 * Bayesian personalised ranking (Rendle et al., UAI 2009) by stochastic gradient steps: for an entry drawn at random and an item drawn at random that its user
 * did not take, σ(x·(y − z)) goes up. Users and items are cut into blocks, and steps go block by block, so that what they touch stays at hand: at any time each
 * block of users meets another block of items (Gemulla et al., KDD 2011), and threads work on them without meeting. In floats, to the same bits for any number of
 * threads.
 */
export function openBpr(plan: BprPlan, kernels: 'wasm' | 'plain' = 'wasm', threads?: Threads): Bpr {
  const room = bprRoom({ users: plan.start.length - 1, items: plan.items, entries: plan.column.length, factors: plan.factors });
  const kernel = kernels === 'wasm' ? kernelModule() : undefined;
  const { views, team } = teamMemory(room.bytes, kernel, runPlain, threads);
  fillRoom(room, views, plan, kernel ? 1 + (threads?.count ?? 0) : 1);
  return bprOn(plan, room, views, team());
}

function bprOn({ items, factors, start }: BprPlan, { words, blocks, line }: BprRoom, views: Views, team: Team): Bpr {
  const { i32, u16, f32 } = views;
  const control = CONTROL >>> 2;
  let rested = performance.now();
  const run = async (phase: number, signal: AbortSignal | undefined, shift = 0): Promise<void> => {
    i32[control + PHASE] = phase;
    i32[control + NEXT] = 0;
    i32[control + SHIFT] = shift;
    await team.run();
    if (performance.now() - rested < TURN_MS) return;
    await setImmediate();
    signal?.throwIfAborted();
    rested = performance.now();
  };
  const linesOf = (from: number, count: number): Float32Array => {
    const out = new Float32Array(count * factors);
    for (let i = 0; i < count; i++) out.set(f32.subarray((from + i * line) >>> 2, ((from + i * line) >>> 2) + factors), i * factors);
    return out;
  };
  return {
    async iterate(shuffled, stream, signal) {
      signal?.throwIfAborted();
      i32.set(shuffled, words[ORDER] >>> 2);
      for (let block = 0, place = 0; block < blocks; block++)
        for (; place < Math.floor(((block + 1) * items) / blocks); place++) u16[(words[BLOCK_OF] >>> 1) + shuffled[place]] = block;
      i32[control + STREAM] = stream;
      await run(SORT, signal);
      for (let shift = 0; shift < blocks; shift++) await run(STEP, signal, shift);
    },
    users: () => linesOf(words[USERS], start.length - 1),
    items: () => linesOf(words[ITEMS], items),
    own: () => f32.slice(words[OWN] >>> 2, (words[OWN] >>> 2) + items),
  };
}
