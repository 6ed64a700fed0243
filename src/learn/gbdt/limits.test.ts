import { expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { usualWorkings } from './boosting.js';
import { fitForest } from './fit.js';
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

it.each([1, 2])('ends soon after it is asked to, on %i threads', async (threads) => {
  const x = noise(80_000, 12);
  const y = Float64Array.from({ length: x.rows }, (_, i) => Number((i * 2654435761) % 7 < 3));
  const controller = new AbortController();
  let askedMs = Infinity;
  const progress = (_words: string, done?: number): void => {
    if (done! < 2) return;
    askedMs = performance.now();
    controller.abort();
  };
  const fit = fitForest(
    { task: 'binary', classes: 1, x, y },
    runOf({ trees: 200, leaves: 500 }, { threads, progress, signal: controller.signal }),
  );
  await expect(fit).rejects.toThrow('aborted');
  expect(performance.now() - askedMs).toBeLessThan(2000);
});
