import { expect, it } from 'vitest';
import { random, takeRows, type Matrix } from '../../core/index.js';
import { usualWorkings } from './boosting.js';
import { fitForest } from './fit.js';
import type { Forest } from './forest.js';
import { runOf } from './testing-data.js';

function noise(rows: number, width: number): Matrix {
  const draws = random(1, 'noise');
  const values = (): Float64Array => Float64Array.from({ length: rows }, () => draws.uniform());
  return { rows, columns: Array.from({ length: width }, (_, j) => ({ kind: 'number', name: `x${j}`, values: values() })) };
}

it('a fit that needs more memory than there is says so', async () => {
  const x = noise(6000, 80);
  const fit = fitForest(
    { task: 'regression', classes: 1, x, y: x.columns[0].kind === 'number' ? x.columns[0].values : new Float64Array() },
    runOf({ leaves: 4096, bins: 4096, minRowsPerLeaf: 1 }),
    {
      workings: { ...usualWorkings, histogramBytes: 2 ** 40 },
    },
  );
  await expect(fit).rejects.toMatchObject({ code: 'MW_LEARN_MEMORY', params: { rows: 6000, columns: 80 } });
});

it('a fit that may not take what it needs says how many rows it could take', async () => {
  const x = noise(100_000, 6);
  const y = Float64Array.from({ length: x.rows }, (_, i) => i % 2);
  const fit = (rows: number, memoryBytes: number): Promise<Forest> => {
    const some = Int32Array.from({ length: rows }, (_, i) => i);
    return fitForest({ task: 'binary', classes: 1, x: takeRows(x, some), y: y.subarray(0, rows) }, { ...runOf({ trees: 1 }), memoryBytes });
  };
  const refused = await fit(100_000, 6_200_000).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'MW_LEARN_MEMORY',
    params: { rows: 100_000, columns: 6, most: { bytes: 6_200_000 } },
    message: expect.stringMatching(/needs \d+ MB for 100000 rows of 6 columns, and may take 6 MB: enough for about [78]\d{4} rows/),
  });
  const { most } = (refused as { readonly params: { readonly most: { readonly rows: number } } }).params;
  expect((await fit(most.rows, 6_200_000)).value.length).toBe(31);
});

it.each([1, 2])('ends soon after it is asked to, on %i threads', async (threads) => {
  const x = noise(80_000, 12);
  const y = Float64Array.from({ length: x.rows }, (_, i) => Number((i * 2654435761) % 7 < 3));
  const controller = new AbortController();
  let askedMs = Infinity;
  const progress = (words: string, done?: number): void => {
    if (words !== 'growing trees' || done! < 2) return;
    askedMs = performance.now();
    controller.abort();
  };
  const fit = fitForest(
    { task: 'binary', classes: 1, x, y },
    runOf({ trees: 200, leaves: 500 }, { threads, progress, signal: controller.signal }),
    { workings: { ...usualWorkings, cellsPerThread: 1 } },
  );
  await expect(fit).rejects.toThrow('aborted');
  expect(performance.now() - askedMs).toBeLessThan(2000);
});
