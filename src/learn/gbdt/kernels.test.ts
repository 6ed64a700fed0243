import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import type { FitInput, Task } from '../learner.js';
import { usualWorkings, type Workings } from './boosting.js';
import { fitForest } from './fit.js';
import type { Forest } from './forest.js';
import type { GbdtParams } from './params.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

/** {@link mixedRows} with a category of many levels beside, so that some bins take two bytes, and flags that bundle. */
function inputOf(task: Task, rows: number, seed: number, weighted: boolean): FitInput {
  const few = mixedRows(rows, seed);
  const draws = random(seed, 'many');
  const levels = Array.from({ length: 600 }, (_, k) => `m${k}`);
  const codes = Int32Array.from({ length: rows }, () => draws.int(601) - 1);
  const flags = Array.from({ length: 5 }, (_, k) => ({
    kind: 'flag' as const,
    name: `f${k}`,
    values: Uint8Array.from(codes, (code) => Number(code % 7 === k)),
  }));
  const x = { rows, columns: [...few.columns, ...flags, { kind: 'category' as const, name: 'm', levels, codes }] };
  const moved = mixedTarget(few, seed).map((v, i) => v + (codes[i] % 3));
  const y = task === 'regression' ? moved : moved.map((v) => Number(v > 1) + (task === 'multiclass' ? Number(v > 2) : 0));
  const weights = Float64Array.from({ length: rows }, () => 0.5 + draws.uniform());
  return { task, classes: task === 'multiclass' ? 3 : 1, x, y, ...(weighted ? { weights } : {}) };
}

const fit = (input: FitInput, params: GbdtParams, threads: number, workings: Partial<Workings>): Promise<Forest> =>
  fitForest(input, runOf({ trees: 5, ...params }, { threads }), { workings: { ...usualWorkings, cellsPerThread: 1, ...workings } });

const cases: readonly (readonly [string, Task, GbdtParams, boolean])[] = [
  ['squared error', 'regression', {}, false],
  ['log-loss', 'binary', {}, false],
  ['several classes', 'multiclass', { trees: 2 }, false],
  ['weights', 'binary', {}, true],
  ['weighted squared error', 'regression', {}, true],
  ['shares of rows and columns', 'binary', { rowShare: 0.6, columnShare: 0.7 }, false],
  ['penalties', 'regression', { l1: 0.5, l2: 1.5, minGain: 0.1 }, false],
  ['a monotone column', 'binary', { monotone: { a: 'increasing', b: 'decreasing' } }, false],
  ['values kept small', 'binary', { maxStep: 0.6 }, false],
  ['small groups', 'regression', { minDataPerGroup: 1, catSmooth: 0, minRowsPerLeaf: 1, leaves: 60 }, false],
  ['many bins', 'regression', { bins: 1000, leaves: 60, minRowsPerLeaf: 3 }, false],
];

describe.each(cases)('%s', (_, task, params, weighted) => {
  const input = inputOf(task, 3000, 5, weighted);

  it.each([
    ['exact', 1e9],
    ['compact', 0],
  ])('%s: WebAssembly grows what the plain kernels define, to the bit', async (_precision, exactRows) => {
    const forest = await fit(input, params, 1, { exactRows });
    expect(forest.column.length).toBeGreaterThan(8);
    expect(await fit(input, params, 1, { exactRows, kernels: 'plain' })).toEqual(forest);
  });

  it('1, 2 and 4 threads grow the same, to the bit', async () => {
    const forest = await fit(input, params, 1, { exactRows: 0 });
    for (const threads of [2, 4]) expect(await fit(input, params, threads, { exactRows: 0 })).toEqual(forest);
  });
});

it('little room for histograms changes nothing but the time', async () => {
  for (const [task, kernels] of [
    ['binary', 'wasm'],
    ['regression', 'plain'],
  ] as const) {
    const input = inputOf(task, 3000, 5, false);
    const params = { leaves: 40, minRowsPerLeaf: 3, trees: 2 };
    const roomy = await fit(input, params, 1, { exactRows: 0, kernels });
    expect(await fit(input, params, 1, { exactRows: 0, kernels, histogramBytes: 0 })).toEqual(roomy);
    expect(await fit(input, params, 2, { exactRows: 0, kernels, histogramBytes: 100_000 })).toEqual(roomy);
  }
});

it('holds for any sizes and settings', async () => {
  const some = fc.record({
    task: fc.constantFrom<Task>('regression', 'binary'),
    rows: fc.integer({ min: 1, max: 700 }),
    seed: fc.nat(),
    exactRows: fc.constantFrom(0, 1e9),
    threads: fc.integer({ min: 1, max: 2 }),
    params: fc.record({
      leaves: fc.integer({ min: 2, max: 12 }),
      bins: fc.constantFrom(2, 3, 16, 255, 300),
      minRowsPerLeaf: fc.integer({ min: 1, max: 30 }),
      maxDepth: fc.integer({ min: 0, max: 4 }),
      maxCatToOneHot: fc.constantFrom(1, 4, 4096),
    }),
  });
  await fc.assert(
    fc.asyncProperty(some, async ({ task, rows, seed, exactRows, threads, params }) => {
      const input = inputOf(task, rows, seed, false);
      const plain = await fit(input, { ...params, trees: 2 }, 1, { exactRows, kernels: 'plain' });
      expect(await fit(input, { ...params, trees: 2 }, threads, { exactRows })).toEqual(plain);
    }),
    { numRuns: 30 },
  );
});
