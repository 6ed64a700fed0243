import { expect, it } from 'vitest';
import { factorise, random, solveFactored } from '../../core/index.js';
import { startThreads } from '../threads/team.js';
import { openAls } from './als.js';
import type { AlsPlan, AlsSide } from './plan.js';

/** Users who each take a few of the items, by both sides. */
function madePlan(users: number, items: number, factors: number, over: Partial<AlsPlan> = {}): AlsPlan {
  const draw = random(3, 'als');
  const entries: [number, number, number][] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++) if (draw.uniform() < 0.2) entries.push([u, i, Math.fround(4 * draw.uniform())]);
  const first = Float32Array.from({ length: items * factors }, () => 0.1 * draw.normal());
  const [of, by] = [sideOf(users, entries), sideOf(items, entries.map(([u, i, d]): [number, number, number] => [i, u, d]).toSorted((a, b) => a[0] - b[0]))]; // prettier-ignore
  return { users: of, items: by, factors, l2: 0.5, steps: 3, threads: 1, first, ...over };
}

function sideOf(lines: number, entries: readonly (readonly [number, number, number])[]): AlsSide {
  const start = new Int32Array(lines + 1);
  for (const [line] of entries) start[line + 1]++;
  for (let i = 0; i < lines; i++) start[i + 1] += start[i];
  return { lines, start, column: Int32Array.from(entries, ([, c]) => c), value: Float32Array.from(entries, ([, , d]) => d) };
}

/** The normal equations of one line, solved exactly. */
function exact({ start, column, value }: AlsSide, line: number, other: Float32Array, factors: number, l2: number): Float64Array {
  const left = new Float64Array(factors * factors);
  const right = new Float64Array(factors);
  const add = (at: number, times: number, sum: number): void => {
    for (let i = 0; i < factors; i++) {
      right[i] += sum * other[at + i];
      for (let j = 0; j < factors; j++) left[i * factors + j] += times * other[at + i] * other[at + j];
    }
  };
  for (let at = 0; at < other.length; at += factors) add(at, 1, 0);
  for (let e = start[line]; e < start[line + 1]; e++) add(column[e] * factors, value[e], 1 + value[e]);
  for (let i = 0; i < factors; i++) left[i * factors + i] += l2;
  factorise(left, factors);
  return solveFactored(left, right);
}

const largestGap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from({ length: a.length }, (_, i) => Math.abs(a[i] - b[i])).reduce((most, gap) => Math.max(most, gap), 0);

it('solves the normal equations of every user', async () => {
  const plan = madePlan(40, 30, 6, { steps: 12 });
  const als = openAls(plan);
  await als.sweep();
  const [users, items] = [als.factors('users'), als.factors('items')];
  for (let u = 0; u < 40; u++)
    expect(largestGap(users.subarray(u * 6, u * 6 + 6), exact(plan.users, u, plan.first, 6, 0.5))).toBeLessThan(2e-5);
  for (let i = 0; i < 30; i++) expect(largestGap(items.subarray(i * 6, i * 6 + 6), exact(plan.items, i, users, 6, 0.5))).toBeLessThan(2e-5);
});

it('three steps come within a hundredth of the solution', async () => {
  const plan = madePlan(60, 50, 8);
  const als = openAls(plan);
  await als.sweep();
  const users = als.factors('users');
  const gaps = Array.from({ length: 60 }, (_, u) => {
    const truth = exact(plan.users, u, plan.first, 8, 0.5);
    return largestGap(users.subarray(u * 8, u * 8 + 8), truth) / Math.hypot(...truth);
  });
  expect(Math.max(...gaps)).toBeLessThan(0.01);
});

it.for([1, 8, 13])('%i factors: the kernel gives the bits of its definition', async (factors) => {
  const plan = madePlan(90, 70, factors);
  const [wasm, plain] = [openAls(plan, 'wasm'), openAls(plan, 'plain')];
  for (let i = 0; i < 3; i++) {
    await wasm.sweep();
    await plain.sweep();
  }
  expect(wasm.factors('users')).toEqual(plain.factors('users'));
  expect(wasm.factors('items')).toEqual(plain.factors('items'));
});

it('any number of threads gives the same bits', async () => {
  const plan = madePlan(300, 200, 16);
  const one = openAls(plan);
  const threads = startThreads(2);
  const three = openAls({ ...plan, threads: 3 }, 'wasm', threads);
  for (let i = 0; i < 4; i++) {
    await one.sweep();
    await three.sweep();
  }
  threads.close();
  expect(three.factors('users')).toEqual(one.factors('users'));
  expect(three.factors('items')).toEqual(one.factors('items'));
});

it('a line without entries is zero', async () => {
  const nothing: AlsSide = { lines: 2, start: Int32Array.of(0, 1, 1), column: Int32Array.of(0), value: Float32Array.of(1) };
  const als = openAls({ users: nothing, items: nothing, factors: 2, l2: 1, steps: 3, threads: 1, first: Float32Array.of(1, 0, 0, 1) });
  await als.sweep();
  expect([...als.factors('users').subarray(2)]).toEqual([0, 0]);
});

it('an abort is heard in the midst of a sweep', async () => {
  const sideOf = (lines: number): AlsSide => ({
    lines,
    start: new Int32Array(lines + 1),
    column: new Int32Array(0),
    value: new Float32Array(0),
  });
  // 256 numbers of 12,000 users: 8e8 products to solve them, 2e8 at once
  const plan = { users: sideOf(12_000), items: sideOf(1), factors: 256, l2: 1, steps: 3, threads: 1, first: new Float32Array(256).fill(1) };
  const stop = new AbortController();
  const sweep = openAls(plan).sweep(stop.signal);
  stop.abort(new Error('enough'));
  await expect(sweep).rejects.toThrow('enough');
});
