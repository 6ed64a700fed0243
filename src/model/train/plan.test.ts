import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { openRun } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { model } from '../define.js';
import { planOf } from './plan.js';

it('a learner may use every thread that the machine offers, or as many as are asked for', async () => {
  const { run, close } = await openRun();
  const table = rows([{ id: '1', a: 1, y: 2 }], { id: t.id(), a: t.int(), y: t.number() });
  const definition = model(
    'm',
    table.target('y').features((c) => ({ a: c.a })),
  );
  expect(planOf(definition, run).threads).toBe(availableParallelism());
  expect(planOf(definition, { ...run, threads: 3 }).threads).toBe(3);
  await close();
});
