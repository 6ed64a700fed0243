import { mwError, random } from '../../core/index.js';
import { bprRoom, openBpr, startThreads } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import { withinMemory } from '../item_factors/within-memory.js';
import { usersByItems } from '../sparse.js';
import type { BprModel } from './bpr.js';
import type { BprParams } from './params.js';

/** A thread beside this one has to earn the milliseconds that it takes to start: products of two factors. */
const LEAST_PER_THREAD = 1e8;

/** Vectors whose numbers are larger have grown without end: products of them would soon be infinite. */
const LARGEST = 1e9;
const isBounded = (value: number): boolean => Math.abs(value) < LARGEST;

/** Learns the vectors of the items; those of the users are worked out when asked for. */
export async function fitBpr(interactions: Interactions, { params, seed, threads: most, signal, progress }: FitRun): Promise<BprModel> {
  const { factors, learningRate, l2, iterations } = params as unknown as BprParams;
  const { lines: users, columns: items, start, column } = usersByItems(interactions);
  const { blocks } = withinMemory('bpr', { users, items, factors }, () => bprRoom({ users, items, entries: column.length, factors }));
  const draw = random(seed, 'bpr');
  const small = (lines: number): Float32Array => Float32Array.from({ length: lines * factors }, () => (draw.uniform() - 0.5) / factors);
  const plan = { items, start, column, factors, learningRate, l2, firstUsers: small(users), firstItems: small(items) };
  const wanted = Math.min(most, blocks, Math.floor((iterations * column.length * factors) / LEAST_PER_THREAD));
  const threads = wanted > 1 ? startThreads(wanted - 1) : undefined;
  try {
    const fit = withinMemory('bpr', { users, items, factors }, () => openBpr(plan, 'wasm', threads));
    const order = Int32Array.from({ length: items }, (_, i) => i);
    for (let i = 0; i < iterations; i++) {
      const pairs = random(seed, 'pairs', i);
      await fit.iterate(pairs.shuffle(order), pairs.int(2 ** 32), signal);
      progress?.(`iteration ${i + 1} of ${iterations}`);
    }
    const [factor, own] = [fit.items(), fit.own()];
    if (![factor, own].every((values) => values.every(isBounded))) throw mwError('MW_RECOMMEND_DIVERGED', { learner: 'bpr', learningRate });
    return { items, factors, factor, own, l2 };
  } finally {
    threads?.close();
  }
}
