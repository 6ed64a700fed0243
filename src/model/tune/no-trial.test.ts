import { expect, it } from 'vitest';
import { whyNone } from './no-trial.js';
import type { Timekeeper } from './timekeeper.js';
import type { Tuning } from './tuning.js';

it('reckons the time that a trial takes from a fold that was timed, and from nothing else', () => {
  const none = (spent: ReturnType<Timekeeper['spent']>): unknown =>
    whyNone({ budgetMs: 1000 } as Tuning, [], { spent: () => spent } as Timekeeper, 5);
  const cut = { code: 'MW_TUNE_BUDGET', message: expect.stringMatching(/the first could begin after 900 ms, and then the time was up/) };
  expect(none({ beganMs: 900, now: 950 })).toMatchObject({
    ...cut,
    fix: expect.stringMatching(/^Give several times as much, or fewer rows; no fold was timed/),
  });
  // Five folds of 2 s, and four times as much.
  expect(none({ beganMs: 900, now: 9000, foldMs: 2000 })).toMatchObject({ fix: expect.stringMatching(/^Give 50(\.0)? s or more/) });
});
