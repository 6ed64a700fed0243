import { expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { openBpr, type BprPlan } from './bpr.js';

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

it.for([1, 5, 8])('%i factors: the kernel gives the bits of its definition', (factors) => {
  const [wasm, plain] = [openBpr(madePlan({ factors }), 'wasm'), openBpr(madePlan({ factors }), 'plain')];
  for (const one of [wasm, plain]) one.steps(0, 5000, 77);
  expect(wasm.users()).toEqual(plain.users());
  expect(wasm.items()).toEqual(plain.items());
});

it('steps may be cut anywhere', () => {
  const [whole, parts] = [openBpr(madePlan()), openBpr(madePlan())];
  whole.steps(0, 1000, 5);
  parts.steps(0, 300, 5);
  parts.steps(300, 1000, 5);
  expect(parts.items()).toEqual(whole.items());
});

it('one step, by hand: a single user, one taken item, one other', () => {
  const first = { firstUsers: Float32Array.of(0.5), firstItems: Float32Array.of(0.25, -0.25) };
  const plan = { items: 2, start: Int32Array.of(0, 1), column: Int32Array.of(0), factors: 1, learningRate: 0.1, l2: 0.01, ...first };
  const bpr = openBpr(plan);
  let n = 0;
  while (bpr.users()[0] === 0.5) bpr.steps(n, ++n, 1);
  // x·(y − z) = 0.25, and 1 / (1 + e^0.25) = 0.43782…; the table is right to 1/4096
  const slope = 0.4378234991142019;
  expect(bpr.users()[0]).toBeCloseTo(0.5 * 0.999 + 0.1 * slope * 0.5, 4);
  expect(bpr.items()[0]).toBeCloseTo(0.25 * 0.999 + 0.1 * slope * 0.5, 4);
  expect(bpr.items()[1]).toBeCloseTo(0.1 * slope, 4);
  expect(bpr.items()[2]).toBeCloseTo(-0.25 * 0.999 - 0.1 * slope * 0.5, 4);
});

it('learns which items a user would rather take', () => {
  const plan = madePlan({ factors: 4 });
  const bpr = openBpr(plan);
  bpr.steps(0, 40_000, 9);
  const [users, items] = [bpr.users(), bpr.items()];
  const score = (u: number, i: number): number =>
    [0, 1, 2, 3].reduce((sum, k) => sum + users[4 * u + k] * items[5 * i + k], items[5 * i + 4]);
  let right = 0;
  for (let u = 0; u < 40; u++) for (let i = 0; i < 30; i += 2) right += score(u, i + (u % 2)) > score(u, i + 1 - (u % 2)) ? 1 : 0;
  expect(right / 600).toBeGreaterThan(0.9);
});
