import { afterAll, expect, it } from 'vitest';
import { openRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { model, train, type Model, type TrainOptions, type Trained } from '../index.js';

const columns = { tenure: t.int(), bill: t.number(), left: t.bool({ true: 'Yes', false: 'No' }) };
const ofRows = (count: number): Model => {
  const table = rows(people(count).map(({ tenure, bill, left }) => ({ tenure, bill, left })) as never, columns);
  return model(
    'churn',
    table.target('left', { folds: 2 }).features((c) => ({ tenure: c.tenure, bill: c.bill })),
  );
};
const small = { learner: 'linear', tuning: { trials: 4 }, threads: 2 } as const;
const opened = await openRun();
afterAll(() => opened.close());
const trained = (on: Model, options: Partial<TrainOptions> = {}): Promise<Trained> => train(on, { ...opened.run, ...small, ...options });

it('begins with the best of the newest study on other data, and goes on with what it began with', async () => {
  const [before, after] = [ofRows(200), ofRows(240)];
  const first = await trained(before);
  expect(first.study!.warmStart).toBeUndefined();
  const second = await trained(after);
  expect(second.study!.warmStart).toEqual({ study: first.study!.id, points: 3 });
  // The best of the first are tried after the defaults, whatever the sampler would have tried.
  const tried = second.leaderboard.map(({ params }) => JSON.stringify(params));
  for (const { params } of first.leaderboard.slice(0, 3)) expect(tried).toContain(JSON.stringify(params));
  const again = await trained(before);
  expect([again.digest, again.study!.resumed, again.study!.warmStart]).toEqual([first.digest, 4, undefined]);
  const still = await trained(after);
  expect([still.digest, still.study]).toEqual([second.digest, { ...second.study, resumed: 4 }]);
  const cold = await trained(after, { tuning: { trials: 4, warmStart: false } });
  expect([cold.study!.warmStart, cold.study!.resumed, cold.study!.id === second.study!.id]).toEqual([undefined, 0, false]);
}, 300_000);

it('takes over only what the new search could try: ranges that somebody chose hold', async () => {
  const held = { trials: 4, space: { linear: { l2: { low: 900, high: 1000 }, l1: { low: 90, high: 100 } } } };
  const { study, leaderboard } = await trained(ofRows(210), { tuning: held });
  expect(study!.warmStart).toBeUndefined();
  for (const { params } of leaderboard) expect(params['l2']).toBeGreaterThanOrEqual(900);
}, 300_000);
