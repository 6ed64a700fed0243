import { setImmediate } from 'node:timers/promises';
import { mwError, random } from '../../core/index.js';
import { bprRoom, openBpr } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import { withinMemory } from '../item_factors/within-memory.js';
import { usersByItems } from '../sparse.js';
import type { BprModel } from './bpr.js';
import type { BprParams } from './params.js';

/** Steps between two looks at the signal. */
const STEPS_AT_ONCE = 200_000;

/** Vectors whose numbers are larger have grown without end: products of them would soon be infinite. */
const LARGEST = 1e9;
const isBounded = (value: number): boolean => Math.abs(value) < LARGEST;

/** Learns the vectors of the items; those of the users are worked out when asked for. */
export async function fitBpr(interactions: Interactions, { params, seed, signal, progress }: FitRun): Promise<BprModel> {
  const { factors, learningRate, l2, iterations } = params as unknown as BprParams;
  const { lines: users, columns: items, start, column } = usersByItems(interactions);
  withinMemory('bpr', { users, items, factors }, () => bprRoom({ users, items, entries: column.length, factors }));
  const draw = random(seed, 'bpr');
  const small = (lines: number): Float32Array => Float32Array.from({ length: lines * factors }, () => (draw.uniform() - 0.5) / factors);
  const plan = { items, start, column, factors, learningRate, l2, firstUsers: small(users), firstItems: small(items) };
  const fit = withinMemory('bpr', { users, items, factors }, () => openBpr(plan));
  for (let i = 0; i < iterations; i++) {
    const stream = random(seed, 'pairs', i).int(2 ** 32);
    for (let first = 0; first < column.length; first += STEPS_AT_ONCE) {
      signal.throwIfAborted();
      fit.steps(first, Math.min(first + STEPS_AT_ONCE, column.length), stream);
      await setImmediate();
    }
    progress?.(`iteration ${i + 1} of ${iterations}`);
  }
  const lines = fit.items();
  if (!lines.every(isBounded)) throw mwError('MW_RECOMMEND_DIVERGED', { learner: 'bpr', learningRate });
  return {
    items,
    factors,
    factor: Float32Array.from({ length: items * factors }, (_, at) => lines[Math.floor(at / factors) * (factors + 1) + (at % factors)]),
    own: Float32Array.from({ length: items }, (_, i) => lines[i * (factors + 1) + factors]),
    l2,
  };
}
