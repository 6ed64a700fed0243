import { expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { openEngine, t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { model } from '../define.js';
import { encodeOn } from './encode.js';
import { planOf } from './plan.js';
import { prepare } from './prepare.js';
import { shaped } from './shaped.js';

const opened = blockRun();
/** In the first 200 rows `a` says what the label is and `b` nothing, in the others the other way round. */
const half = 200;
const data = Array.from({ length: 2 * half }, (_, i) => {
  const says = i % 2;
  const noise = (i * 7919) % 101;
  return { id: String(i), y: says === 1 ? 'Yes' : 'No', a: i < half ? says : noise, b: i < half ? noise : says, town: `t${i % 4}` };
});
const columns = { id: t.id(), y: t.bool({ true: 'Yes', false: 'No' }), a: t.number(), b: t.number(), town: t.category() };
const own = model(
  'own',
  rows(data, columns).target('y').features((c) => ({ a: c.a, b: c.b, town: learn.category(c.town) })), // prettier-ignore
);

it('keeps the features that say most about the rows of a fit, and asks no other row', async () => {
  await using engine = await openEngine({});
  const prepared = await prepare(engine, own.problem, opened.run);
  const training = { model: own, options: opened.run, plan: planOf(own, opened.run), prepared };
  const [first, second] = [0, half].map((from) => Int32Array.from({ length: half }, (_, i) => from + i));
  const one = shaped(training, { keep: 0.34 });
  for (const [some, name] of [
    [first, 'a'],
    [second, 'b'],
  ] as const) {
    await using encoded = await encodeOn(one, some);
    expect(encoded.features.map((feature) => feature.name)).toEqual([name]);
    expect(encoded.serving.heads.map((head) => head.name)).toEqual([name]);
    expect(encoded.serving.matrix!.columns).toHaveLength(1);
  }
  // What somebody declared a direction of stays.
  const directed = { ...one, plan: planOf(own, { ...opened.run, learner: 'gbdt', params: { monotone: { b: 'increasing' } } }) };
  await using kept = await encodeOn(directed, first);
  expect(kept.features.map((feature) => feature.name)).toEqual(['b']);
  // The levels of a text are one feature.
  await using levels = await encodeOn(shaped(training, { categories: 'oneHot', keep: 0.67 }), first);
  expect([...new Set(levels.features.map((feature) => feature.of))]).toHaveLength(2);
  expect(shaped(training, undefined)).toBe(training);
});
