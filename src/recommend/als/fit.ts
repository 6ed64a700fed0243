import { setImmediate } from 'node:timers/promises';
import { random } from '../../core/index.js';
import { openAls, startThreads, type AlsPlan, type AlsSide } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import { withinMemory } from '../item_factors/within-memory.js';
import type { AlsModel } from './model.js';
import { transposed, usersByItems, type Sparse } from '../sparse.js';
import type { AlsParams } from './params.js';

/** Steps of conjugate gradients per line and iteration. */
const STEPS = 3;
/** A thread beside this one has to earn the milliseconds that it takes to start: products per iteration. */
const WORK_PER_THREAD = 2e7;

/** Learns the vectors of the items; those of the users are worked out when asked for. */
export async function fitAls(interactions: Interactions, { params, seed, threads, signal, progress }: FitRun): Promise<AlsModel> {
  const { factors, l2, alpha, iterations } = params as unknown as AlsParams;
  const users = usersByItems(interactions);
  const items = users.columns;
  const work = factors * (users.column.length * 2 * STEPS + (users.lines + items) * factors);
  const team = startThreads(Math.max(0, Math.min(threads, Math.ceil(work / WORK_PER_THREAD)) - 1));
  try {
    const plan: AlsPlan = {
      users: sideOf(users, alpha),
      items: sideOf(transposed(users), alpha),
      factors,
      l2,
      steps: STEPS,
      threads: 1 + team.count,
      first: firstFactors(items, factors, seed),
    };
    const fit = withinMemory('als', { users: users.lines, items, factors }, () => openAls(plan, 'wasm', team.count > 0 ? team : undefined));
    for (let i = 0; i < iterations; i++) {
      await setImmediate();
      signal.throwIfAborted();
      await fit.sweep(signal);
      progress?.(`iteration ${i + 1} of ${iterations}`);
    }
    const factor = fit.factors('items');
    return { items, factors, factor, against: againstOf(factor, factors, l2), alpha };
  } finally {
    team.close();
  }
}

const sideOf = ({ lines, start, column, value }: Sparse, alpha: number): AlsSide => ({
  lines,
  start,
  column,
  value: Float32Array.from(value, (weight) => alpha * weight),
});

/** Small normal numbers, so that the first users are solved from directions that differ. */
function firstFactors(items: number, factors: number, seed: number): Float32Array {
  const draw = random(seed, 'als');
  return Float32Array.from({ length: items * factors }, () => (0.1 * draw.normal()) / Math.sqrt(factors));
}

/** YᵀY + l2·I, the lower triangle. */
function againstOf(factor: Float32Array, factors: number, l2: number): Float64Array {
  const out = new Float64Array(factors * factors);
  for (let from = 0; from < factor.length; from += factors)
    for (let i = 0; i < factors; i++) for (let j = 0; j <= i; j++) out[i * factors + j] += factor[from + i] * factor[from + j];
  for (let k = 0; k < factors; k++) out[k * factors + k] += l2;
  return out;
}
