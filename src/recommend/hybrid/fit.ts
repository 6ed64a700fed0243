import { setImmediate } from 'node:timers/promises';
import { random } from '../../core/index.js';
import type { FitRun } from '../../learn/index.js';
import type { RecommendInput } from '../recommender.js';
import { usersByItems } from '../sparse.js';
import { addUp, embeddingsOf, type Embeddings } from './embeddings.js';
import { allEntries, codeOf, featureCount } from './feature-code.js';
import type { HybridModel } from './hybrid.js';
import type { HybridParams } from './params.js';
import { warpRound } from './warp.js';

/** Steps between two looks at the signal. */
const STEPS_AT_ONCE = 2000;

/** Learns embeddings of items, users and their features. */
export async function fitHybrid(input: RecommendInput, { params, seed, signal, progress }: FitRun): Promise<HybridModel> {
  const { factors, learningRate: rate, l2, iterations } = params as unknown as HybridParams;
  const taken = usersByItems(input.interactions);
  const [itemCode, userCode] = [codeOf(input.itemFeatures), codeOf(input.userFeatures)];
  const draw = random(seed, 'hybrid');
  const small = (): number => (draw.uniform() - 0.5) / factors;
  const width = factors + 1;
  const items = embeddingsOf(allEntries(itemCode, input.itemFeatures, taken.columns), featureCount(itemCode), width, small);
  const users = embeddingsOf(allEntries(userCode, input.userFeatures, taken.lines), featureCount(userCode), width, small);
  forgetUnseen(items, taken.column);
  const userOf = new Int32Array(taken.column.length);
  for (let u = 0; u < taken.lines; u++) userOf.fill(u, taken.start[u], taken.start[u + 1]);
  const order = Int32Array.from(userOf.keys());
  for (let i = 0; i < iterations; i++) {
    const round = random(seed, 'round', i);
    round.shuffle(order);
    for (let first = 0; first < order.length; first += STEPS_AT_ONCE) {
      signal.throwIfAborted();
      warpRound({ users, items, taken, rate }, order.subarray(first, first + STEPS_AT_ONCE), userOf, round);
      await setImmediate();
    }
    progress?.(`iteration ${i + 1} of ${iterations}`);
  }
  forgetUnseen(items, taken.column);
  return { ...sums(items, factors), l2, userCode, userFeature: featureLines(users, factors) };
}

/** Items without events have nothing of their own: what is known of them is their features alone. */
function forgetUnseen({ members, width, line }: Embeddings, column: Int32Array): void {
  const seen = new Uint8Array(members);
  for (const item of column) seen[item] = 1;
  for (let item = 0; item < members; item++) if (seen[item] === 0) line.fill(0, item * width, (item + 1) * width);
}

function sums(items: Embeddings, factors: number): Pick<HybridModel, 'items' | 'factors' | 'factor' | 'own'> {
  const [factor, own] = [new Float32Array(items.members * factors), new Float32Array(items.members)];
  const sum = new Float64Array(items.width);
  for (let item = 0; item < items.members; item++) {
    addUp(items, item, sum);
    factor.set(sum.subarray(0, factors), item * factors);
    own[item] = sum[factors];
  }
  return { items: items.members, factors, factor, own };
}

function featureLines({ members, width, line }: Embeddings, factors: number): Float32Array {
  const features = line.length / width - members;
  const out = new Float32Array(features * factors);
  for (let f = 0; f < features; f++) out.set(line.subarray((members + f) * width, (members + f) * width + factors), f * factors);
  return out;
}
