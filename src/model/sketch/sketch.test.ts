import { describe, expect, it } from 'vitest';
import { openRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { model, openSketch, train, type Model, type OutcomeSketch, type ReferenceSketch } from '../index.js';
import { sketchArrays, sketchFrom } from './file.js';
import { sketchAnswers } from './of-holdout.js';
import type { LevelSketch, NumberSketch } from './reference-sketch.js';
import { sampledRows, sketchLevels, sketchNumbers, sketchTexts, unlessFree } from './sketch-of.js';

const outcomes: OutcomeSketch = { margin: Float64Array.of(0.5, -1), came: Float64Array.of(1, 0) };
const small: ReferenceSketch = {
  columns: [
    { name: 'x', ...sketchNumbers(Float64Array.of(3, NaN, 1, 2), Int32Array.of(0, 1, 2, 3), 'USD') },
    { name: 's', ...sketchTexts(['b', 'a', null, 'b']) },
    { name: 'at', kind: 'skipped', reason: 'time moves on by itself' },
  ],
  prediction: sketchNumbers(Float64Array.of(0.2, 0.1), Int32Array.of(0, 1)),
  outcomes,
};

describe('the sketch of a column', () => {
  it('keeps numbers in order, with their moments', () => {
    expect(small.columns[0]).toEqual({
      name: 'x',
      kind: 'number',
      rows: 4,
      nulls: 1,
      mean: 2,
      std: 1,
      min: 1,
      max: 3,
      unit: 'USD',
      sample: Float64Array.of(1, 2, 3),
    });
    expect(sketchNumbers(Float64Array.of(NaN), Int32Array.of(0))).toMatchObject({
      nulls: 1,
      mean: null,
      std: null,
      min: null,
      sample: Float64Array.of(),
    });
    expect(sketchNumbers(Float64Array.of(1e9, 1e9 + 1, 1e9 + 2), Int32Array.of(0, 1, 2))).toMatchObject({ mean: 1e9 + 1, std: 1 });
  });

  it('counts levels, most frequent first, up to a thousand of at most 256 characters', () => {
    expect(small.columns[1]).toEqual({
      name: 's',
      kind: 'level',
      rows: 4,
      nulls: 1,
      levels: ['b', 'a'],
      counts: [2, 1],
      other: 0,
      once: 1,
    });
    const many = sketchLevels(
      Array.from({ length: 1500 }, (_, i) => [`l${i}`, i === 7 ? 9 : 1] as const),
      2,
    );
    expect(many).toMatchObject({ rows: 1510, nulls: 2, other: 500, once: 1499 });
    expect([many.levels.length, many.levels[0]]).toEqual([1000, 'l7']);
    expect(sketchTexts(['x'.repeat(257), 'y'])).toMatchObject({ levels: ['y'], other: 1 });
    expect(unlessFree(sketchTexts(Array.from({ length: 100 }, (_, i) => `own ${i}`)))).toMatchObject({ kind: 'skipped' });
  });

  it('takes a simple random sample of rows: without repeats, ascending, each row as often as the others', () => {
    expect([...sampledRows(4, 10, 7)]).toEqual([0, 1, 2, 3]);
    const hits = new Float64Array(50);
    for (let seed = 0; seed < 2000; seed++) {
      const taken = sampledRows(50, 10, seed);
      expect(taken.every((row, i) => i === 0 || row > taken[i - 1])).toBe(true);
      for (const row of taken) hits[row]++;
    }
    expect(Math.min(...hits)).toBeGreaterThan(400 - 5 * Math.sqrt(400 * 0.8));
    expect(Math.max(...hits)).toBeLessThan(400 + 5 * Math.sqrt(400 * 0.8));
  });
});

describe('answers on the holdout', () => {
  it('are probabilities of two classes, called labels of several, values of a regression', () => {
    const y = Float64Array.of(1, 0);
    const two = sketchAnswers({ task: 'binary', labels: ['No', 'Yes'], y, margins: Float64Array.of(0, Math.log(3)) }, 7);
    expect([...(two.prediction as NumberSketch).sample].map((p) => Number(p.toFixed(12)))).toEqual([0.5, 0.75]);
    expect(two.outcomes.came).toEqual(y);
    const three = sketchAnswers(
      { task: 'multiclass', labels: ['a', 'b', 'c'], y, margins: Float64Array.of(0, 800, 0, 0, Math.log(2), 0) },
      7,
    );
    expect(three.prediction).toMatchObject({ levels: ['b'], counts: [2] });
    expect([...three.outcomes.came]).toEqual([1, 0]);
    expect(three.outcomes.margin[0]).toBeGreaterThan(30);
    expect(three.outcomes.margin[1]).toBeCloseTo(0, 12);
    const value = sketchAnswers({ task: 'regression', labels: [], y, margins: Float64Array.of(5, 4) }, 7);
    expect(value.outcomes).toEqual({ margin: Float64Array.of(5, 4), came: y });
  });
});

describe('the file of a sketch', () => {
  const arrays = sketchArrays(small);
  const withHead = (change: (head: any) => void) => {
    const head = JSON.parse(Buffer.from(arrays['head'] as Uint8Array).toString());
    change(head);
    return { ...arrays, head: Uint8Array.from(Buffer.from(JSON.stringify(head))) };
  };

  it('gives the sketch back', () => expect(sketchFrom(arrays)).toEqual(small));

  it.each([
    ['another array', { ...arrays, more: Float64Array.of(1) }],
    ['values that do not ascend', { ...arrays, values: Float64Array.of(2, 1, 3, 0.1, 0.2) }],
    ['a value that is no number', { ...arrays, values: Float64Array.of(1, 2, NaN, 0.1, 0.2) }],
    ['a value too few', { ...arrays, values: Float64Array.of(1, 2, 3, 0.1) }],
    ['a value too many', { ...arrays, values: Float64Array.of(1, 2, 3, 0.1, 0.2, 0.3) }],
    ['outcomes of another length', { ...arrays, came: Float64Array.of(1) }],
    ['another format', withHead((head) => (head.format = 2))],
    ['an unknown kind', withHead((head) => (head.columns[0].kind = 'toString'))],
    ['an unknown field', withHead((head) => (head.columns[1].more = 1))],
    ['a level twice', withHead((head) => (head.columns[1].levels = ['b', 'b']))],
    ['counts that do not add up', withHead((head) => (head.columns[1].counts = [2, 2]))],
    ['a column twice', withHead((head) => (head.columns[1].name = 'x'))],
    ['a negative count', withHead((head) => (head.columns[0].nulls = -1))],
    ['no predictions', withHead((head) => (head.prediction = head.columns[2]))],
    ['a sample without end', withHead((head) => (head.columns[0].sample = 1e15))],
  ])('is refused with %s', (_, odd) =>
    expect(() => sketchFrom(odd as never)).toThrow(expect.objectContaining({ code: 'MW_MODEL_ARTIFACT' })),
  );
});

describe('a training', () => {
  const list = people(240);
  const schema = {
    id: t.id(),
    tenure: t.int({ unit: 'months' }),
    bill: t.number(),
    plan: t.category().nullable(),
    left: t.bool({ true: 'Yes', false: 'No' }),
  };
  const churn = model(
    'churn',
    rows(list as never, schema)
      .target('left')
      .features((c) => ({ tenure: c.tenure, plan: learn.category(c.plan) })),
  ) as Model;
  const trained = async (threads: number) => {
    const { run, close } = await openRun();
    await train(churn, { ...run, threads, learner: 'linear' });
    const [version, sketch] = [await run.workspace.registry.resolve('churn'), await openSketch('churn', run)];
    await close();
    return { file: version.files['sketch.safetensors']!.sha256, sketch: sketch! };
  };

  it('keeps what it saw of the inputs, and no more, the same for any number of threads', async () => {
    const { file, sketch } = await trained(1);
    expect(sketch.columns.map(({ name }) => name)).toEqual(['tenure', 'plan']);
    const [tenure, plan] = sketch.columns as unknown as [NumberSketch, LevelSketch];
    expect(tenure).toMatchObject({ rows: 240, unit: 'months' });
    expect([...tenure.sample]).toEqual(list.map((one) => Number(one.tenure)).toSorted((a, b) => a - b));
    expect(plan.levels.map((level, k) => [level, plan.counts[k]])).toEqual(
      [
        ...Map.groupBy(
          list.filter((one) => one.plan),
          (one) => one.plan,
        ),
      ]
        .map(([level, all]) => [level, all.length] as [string, number])
        .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
    );
    expect(plan.nulls).toBe(list.filter((one) => !one.plan).length);
    expect(sketch.prediction.rows).toBe(sketch.outcomes.came.length);
    expect((await trained(2)).file).toBe(file);
  });
});
