import { expect, it } from 'vitest';
import { curveSentence } from './outlook-words.js';

it('a gain beyond doubt that is likely too small is said to be so', () => {
  const curve = {
    metric: 'rmse',
    points: [{ rows: 1000, value: 1, low: 0.9, high: 1.1 }],
    lastDoubling: { value: 0.01, low: 0, high: 0.02 },
    nextDoubling: { value: 0.005, low: 0.001, high: 0.02 },
    expected: { rows: 2000, value: 0.995, low: 0.9, high: 1.1 },
    worthwhile: 0.01,
    verdict: 'cannot tell',
  } as const;
  expect(curveSentence(curve)).toBe(
    'More data would help a little, likely less than is worth while: with twice the 1,000 rows, rmse would go from 1 to about 0.995 (95% interval of the gain 0.001 to 0.02); a gain of 0.01 would be worth while.',
  );
  const unsure = { ...curve, nextDoubling: { value: 0.005, low: -0.001, high: 0.02 } };
  expect(curveSentence(unsure)).toMatch(/^Whether more data would help cannot be told/);
});
