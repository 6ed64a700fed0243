import { afterAll, expect, it } from 'vitest';
import { openRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { addStudy, beginTrial, endTrial, thisOwner } from '../../store/index.js';
import type { Trial } from '../../tune/index.js';
import { model, train, type Model, type TrainOptions, type Trained } from '../index.js';
import { candidate } from '../train/plan.js';
import { endJson } from './trial-end.js';
import { tuningOf } from './tuning.js';
import { warmed, warmStartOf } from './warm-start.js';

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

it('a grid tries its own points, each of them, whatever an earlier search found', async () => {
  const grid = { trials: 6, sampler: 'grid', space: { linear: { l2: [0.1, 1, 10], l1: [0.1, 1] } } };
  const settingsOf = async (rows: number): Promise<readonly string[]> => {
    const { study, leaderboard } = await trained(ofRows(rows), { tuning: grid });
    expect(study!.warmStart).toBeUndefined();
    return leaderboard.map(({ params }) => `${String(params['l2'])} ${String(params['l1'])}`).toSorted();
  };
  const before = await settingsOf(150);
  expect(new Set(before).size).toBe(6);
  expect(await settingsOf(160)).toEqual(before);
}, 300_000);

it('tries what was best right after the defaults, though it was to come later, and defaults that were best too', async () => {
  const learners = ['linear', 'ebm', 'gbdt'].map((name) => candidate('binary', name, {}));
  const scope = { learners, optional: [], given: {}, chosen: {}, warmStart: true };
  const tuning = tuningOf({ trials: 9 }, scope).for({ rows: 900, columns: 4, outputs: 1 });
  const { first } = tuning;
  const isDefault = (point: object): boolean => Object.entries(point).some(([name, value]) => name === 'gbdt.trees' && value === 100);
  const late = [first.findIndex(isDefault), first.length - 1];
  expect(Math.min(...late)).toBeGreaterThan(2);
  const { store } = opened.run.workspace;
  const points = [first[late[0]], first[0], first[late[1]]];
  await store.write(async (tx) => {
    await addStudy(tx, { id: 'before', model: 'm', settings: { data: 'a', metric: 'log_loss' }, createdAt: 1 });
    for (const [number, point] of points.entries()) {
      const trial: Trial = { number, point, state: 'finished', course: [number], losses: [number], standardError: 0, seconds: 1 };
      await beginTrial(tx, 'before', { number, owner: thisOwner(), point }, undefined);
      await endTrial(tx, 'before', number, endJson(trial));
    }
  });
  const found = await warmStartOf(store, 'm', { data: 'b', metric: 'log_loss' }, tuning);
  // The first of all is tried anyway.
  expect(found).toEqual({ study: 'before', points: [points[0], points[2]] });
  const begins = warmed(tuning, found!).first;
  expect(begins.slice(0, 4)).toEqual([first[0], first[1], points[0], points[2]]);
  expect(begins).toHaveLength(first.length);
});
