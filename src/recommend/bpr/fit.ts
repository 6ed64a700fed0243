import { setImmediate } from 'node:timers/promises';
import { random } from '../../core/index.js';
import { openBpr } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import { usersByItems } from '../sparse.js';
import type { BprModel } from './bpr.js';
import type { BprParams } from './params.js';

/** Steps between two looks at the signal. */
const STEPS_AT_ONCE = 200_000;

/** Learns the vectors of the items; those of the users are worked out when asked for. */
export async function fitBpr(interactions: Interactions, { params, seed, signal, progress }: FitRun): Promise<BprModel> {
  const { factors, learningRate, l2, iterations } = params as unknown as BprParams;
  const { lines: users, columns: items, start, column } = usersByItems(interactions);
  const draw = random(seed, 'bpr');
  const small = (lines: number): Float32Array => Float32Array.from({ length: lines * factors }, () => (draw.uniform() - 0.5) / factors);
  const fit = openBpr({ items, start, column, factors, learningRate, l2, firstUsers: small(users), firstItems: small(items) });
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
  return {
    items,
    factors,
    factor: Float32Array.from({ length: items * factors }, (_, at) => lines[Math.floor(at / factors) * (factors + 1) + (at % factors)]),
    own: Float32Array.from({ length: items }, (_, i) => lines[i * (factors + 1) + factors]),
    l2,
  };
}
