import { expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { planted } from '../../../test/support/sparse.js';
import { startThreads } from '../threads/team.js';
import { openBpr, type Bpr } from './bpr.js';
import { bprRoom, type BprPlan } from './room.js';

function madePlan(over: Partial<BprPlan> = {}): BprPlan {
  const draw = random(3, 'bpr');
  const [users, items, factors] = [40, 30, over.factors ?? 5];
  const start = new Int32Array(users + 1);
  const column: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < items; i++) if (draw.uniform() < (u % 2 === i % 2 ? 0.5 : 0.05)) column.push(i);
    start[u + 1] = column.length;
  }
  const made = (count: number): Float32Array => Float32Array.from({ length: count * factors }, () => 0.1 * draw.normal());
  return {
    items,
    start,
    column: Int32Array.from(column),
    factors,
    learningRate: 0.1,
    l2: 0.01,
    firstUsers: made(users),
    firstItems: made(items),
    ...over,
  };
}

/** So much that users and items are cut into blocks. */
function blockPlan(factors: number): BprPlan {
  const { lines, columns, start, column } = planted(1500, 160, 14);
  const draw = random(3, 'vectors');
  const made = (count: number): Float32Array => Float32Array.from({ length: count * factors }, () => 0.1 * draw.normal());
  const plan = { items: columns, start, column, factors, learningRate: 0.1, l2: 0.01, firstUsers: made(lines), firstItems: made(columns) };
  expect(bprRoom({ users: lines, items: columns, entries: column.length, factors }).blocks).toBe(4);
  return plan;
}

const shuffled = (items: number, seed: number): Int32Array =>
  random(seed, 'order').shuffle(Int32Array.from({ length: items }, (_, i) => i));

async function iterated(bpr: Bpr, items: number): Promise<Bpr> {
  for (let i = 0; i < 3; i++) await bpr.iterate(shuffled(items, i), 2 ** 32 - 1 - 77 * i);
  return bpr;
}

it.for([1, 5, 8])('%i factors: the kernel gives the bits of its definition, on any number of threads', async (factors) => {
  const plan = blockPlan(factors);
  const plain = await iterated(openBpr(plan, 'plain'), plan.items);
  expect(plain.users()).not.toEqual(plan.firstUsers);
  const wasm = await iterated(openBpr(plan), plan.items);
  expect(wasm.users()).toEqual(plain.users());
  expect(wasm.items()).toEqual(plain.items());
  expect(wasm.own()).toEqual(plain.own());
  const threads = startThreads(2);
  try {
    const together = await iterated(openBpr(plan, 'wasm', threads), plan.items);
    expect(together.users()).toEqual(plain.users());
    expect(together.items()).toEqual(plain.items());
    expect(together.own()).toEqual(plain.own());
  } finally {
    threads.close();
  }
});

it('what is too little for blocks is one', async () => {
  const [wasm, plain] = [openBpr(madePlan()), openBpr(madePlan(), 'plain')];
  for (const one of [wasm, plain]) await iterated(one, 30);
  expect(wasm.items()).toEqual(plain.items());
});

it('stops when told to', () =>
  expect(openBpr(madePlan()).iterate(shuffled(30, 1), 1, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough'));

it('one step, by hand: a single user, one taken item, one other', async () => {
  const first = { firstUsers: Float32Array.of(0.5), firstItems: Float32Array.of(0.25, -0.25) };
  const plan = { items: 2, start: Int32Array.of(0, 1), column: Int32Array.of(0), factors: 1, learningRate: 0.1, l2: 0.01, ...first };
  const bpr = openBpr(plan);
  for (let stream = 1; bpr.users()[0] === 0.5; stream++) await bpr.iterate(Int32Array.of(1, 0), stream);
  // x·(y − z) = 0.25, and 1 / (1 + e^0.25) = 0.43782…; the table is right to 1/4096
  const slope = 0.4378234991142019;
  expect(bpr.users()[0]).toBeCloseTo(0.5 * 0.999 + 0.1 * slope * 0.5, 4);
  expect(bpr.items()[0]).toBeCloseTo(0.25 * 0.999 + 0.1 * slope * 0.5, 4);
  expect(bpr.items()[1]).toBeCloseTo(-0.25 * 0.999 - 0.1 * slope * 0.5, 4);
  expect(bpr.own()[0]).toBeCloseTo(0.1 * slope, 4);
  expect(bpr.own()[1]).toBeCloseTo(-0.1 * slope, 4);
});

it('learns which items a user would rather take', async () => {
  const plan = madePlan({ factors: 4 });
  const bpr = openBpr(plan);
  for (let i = 0; i < 130; i++) await bpr.iterate(shuffled(plan.items, i), i);
  const [users, items, own] = [bpr.users(), bpr.items(), bpr.own()];
  const score = (u: number, i: number): number => [0, 1, 2, 3].reduce((sum, k) => sum + users[4 * u + k] * items[4 * i + k], own[i]);
  let right = 0;
  for (let u = 0; u < 40; u++) for (let i = 0; i < 30; i += 2) right += score(u, i + (u % 2)) > score(u, i + 1 - (u % 2)) ? 1 : 0;
  expect(right / 600).toBeGreaterThan(0.9);
});
