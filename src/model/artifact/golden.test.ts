import { expect, it } from 'vitest';
import { replayGolden } from './golden.js';

const golden = (tolerance: number) => ({ tolerance, rows: [{ x: 1 }, { x: 2 }], expected: [[0.5, -0], [100]] });
const answering =
  (...answers: number[][]) =>
  () =>
    answers;

it('passes when every answer is repeated to the bit; zero has no sign', async () => {
  await replayGolden(golden(0), (rows) => {
    expect(rows).toEqual([{ x: 1 }, { x: 2 }]);
    return [Float64Array.of(0.5, 0), [100]];
  });
  await replayGolden(golden(0), async () => [[0.5, 0], [100]]);
});

it('allows the tolerance relative to the answer, and to 1 for small ones', async () => {
  await replayGolden(golden(1e-12), answering([0.5 + 0.9e-12, 0.9e-12], [100 + 0.9e-10]));
  await expect(replayGolden(golden(1e-12), answering([0.5, 0], [100 + 1.1e-10]))).rejects.toMatchObject({
    code: 'MW_MODEL_GOLDEN',
    params: { row: 1, output: 0, expected: 100, tolerance: 1e-12 },
  });
});

it.each([
  ['the last bit', [[0.5, 0], [100 + 2 ** -46]]],
  ['no number', [[NaN, 0], [100]]],
  ['an output too few', [[0.5], [100]]],
  ['an output too many', [[0.5, 0, 0], [100]]],
  ['a row too few', [[0.5, 0]]],
])('refuses %s', async (_, answers) => {
  await expect(replayGolden(golden(0), answering(...answers))).rejects.toMatchObject({ code: 'MW_MODEL_GOLDEN' });
});
