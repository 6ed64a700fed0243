import { expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { addStudy, beginTrial, endTrial, thisOwner } from '../../store/index.js';
import { listTrials } from './trials.js';

const opened = blockRun();

it('tells what the newest study of a model tried, with the metric in its own direction, and what failed, and why', async () => {
  const { run } = opened;
  const { store } = run.workspace;
  const settings = { metric: 'auc', sampler: 'tpe', pruner: 'halving' };
  for (const [createdAt, id] of ['ab1', 'ab2', 'cd'].entries())
    await store.write((tx) => addStudy(tx, { id, model: id === 'cd' ? 'risk' : 'churn', settings, createdAt }));
  const trial = async (number: number, end?: object): Promise<void> => {
    await store.write((tx) => beginTrial(tx, 'ab2', { number, owner: thisOwner(), point: { leaves: number } }, undefined));
    if (end) await store.write((tx) => endTrial(tx, 'ab2', number, end as { seconds: number }));
  };
  await trial(0, { state: 'finished', course: [-0.8], losses: [-0.8], standardError: 0.01, seconds: 2 });
  await trial(1, { state: 'pruned', course: [-0.5], losses: null, seconds: 1 });
  await trial(2, { state: 'failed', course: [], losses: null, seconds: 0, reason: 'its process ended' });
  await trial(3);
  const study = await listTrials(run, { model: 'churn' });
  expect(study).toMatchObject({ id: 'ab2', model: 'churn', metric: 'auc', better: 'higher', sampler: 'tpe', pruner: 'halving' });
  expect(study.trials).toEqual([
    { number: 0, state: 'finished', settings: { leaves: 0 }, metric: 0.8, standardError: 0.01, seconds: 2, reason: null },
    { number: 1, state: 'pruned', settings: { leaves: 1 }, metric: null, standardError: null, seconds: 1, reason: null },
    { number: 2, state: 'failed', settings: { leaves: 2 }, metric: null, standardError: null, seconds: 0, reason: 'its process ended' },
    { number: 3, state: 'running', settings: { leaves: 3 }, metric: null, standardError: null, seconds: null, reason: null },
  ]);
  expect([(await listTrials(run)).id, (await listTrials(run, { study: 'ab1' })).id]).toEqual(['cd', 'ab1']);
  expect((await listTrials(run, { study: 'AB1' })).id).toBe('ab1');
  await expect(listTrials(run, { study: '' })).rejects.toMatchObject({ code: 'MW_TUNE_NO_STUDY' });
  await expect(listTrials(run, { model: 'chrun' })).rejects.toMatchObject({ code: 'MW_MODEL_UNKNOWN' });
  await expect(listTrials(run, { model: 'churn', study: 'cd' })).rejects.toMatchObject({ code: 'MW_TUNE_NO_STUDY' });
});
