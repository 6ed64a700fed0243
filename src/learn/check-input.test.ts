import { describe, expect, it } from 'vitest';
import type { Matrix } from '../core/index.js';
import { checkInput } from './check-input.js';
import { learners, type FitInput } from './index.js';

const numbers = (...values: readonly number[]): Matrix => ({
  rows: values.length,
  columns: [{ kind: 'number', name: 'size', values: Float64Array.from(values) }],
});
const sound: FitInput = { task: 'regression', classes: 1, x: numbers(1, NaN, -1e308), y: Float64Array.of(1, 2, 3) };
const check = (change: Partial<FitInput>, signal = new AbortController().signal): Promise<void> =>
  checkInput('gbdt', { ...sound, ...change }, signal);

describe('rows', () => {
  it('that are sound pass: missing numbers and the ends of the range of doubles are', async () => {
    await expect(check({ weights: Float64Array.of(1e-300, 1, 1e300) })).resolves.toBeUndefined();
  });

  it('are refused with a sentence that says which', async () => {
    await expect(check({ x: numbers(1, 2, Infinity) })).rejects.toMatchObject({
      code: 'MW_LEARN_COLUMN',
      message: 'the learner "gbdt" needs finite numbers, or NaN in column "size", but row 2 has Infinity',
    });
    await expect(check({ weights: Float64Array.of(1, -1, 0) })).rejects.toMatchObject({
      message: 'the learner "gbdt" needs finite weights above 0, but row 1 has -1',
    });
    await expect(check({ task: 'multiclass', classes: 3, y: Float64Array.of(0, 3, 1) })).rejects.toMatchObject({
      message: 'the learner "gbdt" needs targets from 0 to 2, but row 1 has 3',
    });
  });

  it('for early stopping are held to the same', async () => {
    await expect(check({ validation: { x: sound.x, y: Float64Array.of(1, 2, NaN) } })).rejects.toMatchObject({
      code: 'MW_LEARN_TARGET',
      params: { row: 2 },
    });
  });

  it('are checked by every learner of the table before anything is fitted', async () => {
    const run = { params: {}, seed: 1, threads: 1, signal: AbortSignal.abort(new Error('never begun')) };
    const bad = { ...sound, x: numbers(Infinity, 1, 2) };
    for (const learner of Object.values(learners))
      await expect(learner.fit(bad as never, run)).rejects.toMatchObject({ code: 'MW_LEARN_COLUMN' });
  });

  it('that are many leave turns to the event loop, in which an abort is heard', async () => {
    const stop = new AbortController();
    const column = numbers(...new Float64Array(100_000)).columns[0];
    const x = { rows: 100_000, columns: Array.from({ length: 40 }, () => column) };
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(check({ x, y: new Float64Array(100_000) }, stop.signal)).rejects.toThrow('enough');
  });
});
