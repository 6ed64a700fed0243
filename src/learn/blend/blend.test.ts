import { describe, expect, it } from 'vitest';
import { headsOf, random, type Json, type Matrix } from '../../core/index.js';
import { referenceProblem } from '../../testing/learner/problem.js';
import { columnReaders, numbers } from '../ensemble/testing-members.js';
import { learnerNamed, settingsFor, type FitInput, type FoldRows, type Params, type Parts, type Predictor } from '../index.js';
import { blendOf } from './blend.js';

const run = (params: Params) => ({ params, seed: 7, threads: 1, signal: new AbortController().signal });
const { classes, x, y } = referenceProblem('binary');
const input: FitInput = { task: 'binary', classes, x, y };

function marginsOf(predictor: Predictor, of: Matrix = x): number[] {
  const out = new Float64Array(of.rows * predictor.outputs);
  predictor.predict(of, out);
  return [...out];
}

const learnersOf = (predictor: Predictor): readonly string[] =>
  (predictor.toParts().meta as unknown as { members: { learner: string }[] }).members.map(({ learner }) => learner);

const small = [
  { learner: 'gbdt', params: { trees: 20, l2: 0 } },
  { learner: 'naive_bayes', params: {} },
];

describe('a blend', () => {
  it('of one member predicts and explains what the member does, to the bit', async () => {
    const members = [{ learner: 'gbdt', params: { trees: 5 } }];
    const [blended, alone] = [
      await learnerNamed('blend').fit(input, run({ members })),
      await learnerNamed('gbdt').fit(input, run({ trees: 5 })),
    ];
    expect(marginsOf(blended)).toEqual(marginsOf(alone));
    expect(blended.contributions!(x)).toEqual(alone.contributions!(x));
  });

  it('is the weighted mean of its members, each fitted on all rows', async () => {
    const blended = await learnerNamed('blend').fit(input, run({ members: small }));
    const alone = await Promise.all(small.map(({ learner, params }) => learnerNamed(learner).fit(input as never, run(params))));
    const [first, second] = alone.map((predictor) => marginsOf(predictor));
    const [w] = blended.toParts().arrays['weights'];
    expect(w).toBeGreaterThan(0.1);
    expect(w).toBeLessThan(0.9);
    marginsOf(blended).forEach((margin, i) => expect(margin).toBeCloseTo(w * first[i] + (1 - w) * second[i], 12));
  });

  it('leaves out a member that does not help', async () => {
    const blended = await learnerNamed('blend').fit(input, run({ members: ['constant', 'linear'] }));
    expect(learnersOf(blended)).toEqual(['linear']);
  });

  it('keeps to the weights that its members came with, and fits nothing to find others', async () => {
    const { find, asked } = columnReaders({ a: 0, b: 1 });
    const of = numbers([1, 2], [5, 6]);
    const members = [{ learner: 'a', weight: 3 }, { learner: 'b', weight: 1 }]; // prettier-ignore
    const fitted = await blendOf(find).fit({ task: 'regression', classes: 1, x: of, y: new Float64Array(2) }, run({ members }));
    expect(asked.map((one) => one.input.x.rows)).toEqual([2, 2]);
    expect(marginsOf(fitted, of)).toEqual([0.75 * 1 + 0.25 * 5, 0.75 * 2 + 0.25 * 6]);
  });

  it('has no contributions as soon as a member has none', async () => {
    const members = ['naive_bayes', { learner: 'knn', params: { neighbours: 10 } }];
    const blended = await learnerNamed('blend').fit(input, run({ members }));
    expect(learnersOf(blended)).toEqual(['naive_bayes', 'knn']);
    expect(blended.contributions).toBeUndefined();
  });
});

describe('the folds of a blend', () => {
  const draw = random(4, 'coins');
  const tosses = Array.from({ length: 200 }, () => draw.int(2));
  const coins = Float64Array.from({ length: 400 }, (_, i) => tosses[i >> 1]);
  const twins = numbers(Array.from(coins, (_, i) => i >> 1));
  const members = ['constant', { learner: 'knn', params: { neighbours: 1, smoothing: 0.1 } }];
  const own = { task: 'binary', classes: 1, x: twins, y: coins } as const;

  it('part twins, unless the rows say what belongs together: then who only remembers gets no weight', async () => {
    const together = (most: number): FoldRows[] =>
      Array.from({ length: most }, (_, f) => {
        const rows = (isTested: boolean) => Int32Array.from(coins.keys().filter((i) => ((i >> 1) % most === f) === isTested));
        return { train: rows(false), test: rows(true) };
      });
    const fit = (more: Partial<FitInput>) => learnerNamed('blend').fit({ ...own, ...more }, run({ members }));
    const weightOf = (predictor: Predictor): number => predictor.toParts().arrays['weights'][learnersOf(predictor).indexOf('knn')] ?? 0;
    expect(weightOf(await fit({}))).toBeGreaterThan(0.5);
    expect(weightOf(await fit({ folds: together }))).toBeLessThan(0.2);
  });

  it('may leave rows untested, as time does', async () => {
    const { find, asked } = columnReaders({ a: 0, b: 1 });
    const folds = () => [
      { train: Int32Array.of(0, 1), test: Int32Array.of(2) },
      { train: Int32Array.of(0, 1, 2), test: Int32Array.of(3) },
    ];
    const of = numbers([9, 9, 0, 0], [0, 0, 9, 9]);
    const fitted = await blendOf(find).fit(
      { task: 'regression', classes: 1, x: of, y: new Float64Array(4), folds },
      run({ members: ['a', 'b'] }),
    );
    expect(learnersOf(fitted)).toEqual(['a']);
    expect(asked.map((one) => one.input.x.rows)).toEqual([2, 2, 3, 3, 4]);
  });

  it('have their part of each class', async () => {
    const { find, asked } = columnReaders({ a: 0, b: 0 });
    const labels = Float64Array.from({ length: 20 }, (_, i) => (i < 4 ? 1 : 0));
    const of = numbers([...labels]);
    await blendOf(find).fit({ task: 'binary', classes: 1, x: of, y: labels }, run({ members: ['a', 'b'], folds: 4 }));
    const folds = asked.slice(0, 8);
    expect(folds.map((one) => [one.input.y.length, one.input.y.reduce((sum, label) => sum + label)])).toEqual(folds.map(() => [15, 3]));
  });
});

it('members are told weights, rows for early stopping, seed, threads, signal and progress', async () => {
  const { find, asked } = columnReaders({ a: 0, b: 0 });
  const of = numbers([1, 2, 3, 4]);
  const weights = Float64Array.of(1, 2, 3, 4);
  const validation = { x: of, y: weights };
  const told: [string, number?, number?][] = [];
  const more = { seed: 11, threads: 3, progress: (...words: [string, number?, number?]) => void told.push(words) };
  const asFolds = { folds: () => [{ train: Int32Array.of(1, 3), test: Int32Array.of(0, 2) }] };
  await blendOf(find).fit(
    { task: 'regression', classes: 1, x: of, y: weights, weights, validation, ...asFolds },
    { ...run({ members: ['a', 'b'] }), ...more },
  );
  expect(asked.map((one) => [...one.input.weights!])).toEqual([[2, 4], [2, 4], [1, 2, 3, 4]]); // prettier-ignore
  for (const one of asked) {
    expect([one.run.seed, one.run.threads, one.run.params]).toEqual([11, 3, {}]);
    expect(one.input.validation).toBe(validation);
    one.run.progress!('at it', 1, 2);
  }
  expect(told).toEqual([
    ['a, fold 1 of 1: at it', 0.5, 4],
    ['b, fold 1 of 1: at it', 1.5, 4],
    ['a, all rows: at it', 2.5, 4],
  ]);
});

describe('members', () => {
  it('stand with all their settings in the settings of the blend', () => {
    const { members } = settingsFor('regression', 'blend', { members: ['linear', { learner: 'knn', params: { neighbours: 3 } }] });
    expect(members).toMatchObject([
      { learner: 'linear', params: { l2: 1, nonNegative: false } },
      { learner: 'knn', params: { neighbours: 3, metric: 'euclidean' } },
    ]);
  });

  const refused: readonly [string, Json, string, RegExp][] = [
    ['an ensemble', ['linear', 'stack'], 'MW_LEARN_PARAM_VALUE', /no ensembles themselves, got "stack"/],
    ['a misspelt learner', ['liner'], 'MW_LEARN_UNKNOWN', /Did you mean "linear"/],
    ['a learner of another task', ['naive_bayes'], 'MW_LEARN_TASK', /naive_bayes/],
    ['a learner without a target', ['kmeans'], 'MW_LEARN_TASK', /kmeans/],
    ['a misspelt setting', [{ learner: 'gbdt', params: { tres: 1 } }], 'MW_LEARN_PARAM_UNKNOWN', /Did you mean "trees"/],
    ['a setting out of range', [{ learner: 'gbdt', params: { trees: 0 } }], 'MW_LEARN_PARAM_VALUE', /"trees"/],
    ['a weight that is none', [{ learner: 'gbdt', weight: 0 }], 'MW_LEARN_PARAM_VALUE', /a list of 1 to 20 learners/],
    ['a weight for some', [{ learner: 'gbdt', weight: 1 }, 'linear'], 'MW_LEARN_PARAM_VALUE', /a weight for every member.*got 1 of 2/],
    ['more than a name, settings and a weight', [{ learner: 'gbdt', share: 1 }], 'MW_LEARN_PARAM_VALUE', /a list of 1 to 20 learners/],
  ];
  it.each(refused)('%s is refused', async (_, members, code, message) => {
    const refusal = expect.objectContaining({ code, message: expect.stringMatching(message) as string });
    expect(() => settingsFor('regression', 'blend', { members })).toThrow(refusal);
    await expect(learnerNamed('blend').fit({ ...input, task: 'regression' }, run({ members }))).rejects.toThrow(refusal);
  });
});

describe('a stored blend', () => {
  const heads = headsOf(x);
  const changed = (parts: Parts, change: (member: Record<string, Json>) => Json): Parts => {
    const meta = structuredClone(parts.meta) as unknown as { members: Json[] };
    meta.members[0] = change(meta.members[0] as Record<string, Json>);
    return { ...parts, meta: meta as unknown as Json };
  };
  const damages: readonly [string, (parts: Parts) => Parts, RegExp][] = [
    ['names no learner', (p) => changed(p, (m) => ({ ...m, learner: 'liner' })), /"liner" is no learner/],
    ['names an ensemble', (p) => changed(p, (m) => ({ ...m, learner: 'blend' })), /"blend" is no learner/],
    ['names a learner without a target', (p) => changed(p, (m) => ({ ...m, learner: 'ecod' })), /"ecod" is no learner/],
    ['has a member without its meta', (p) => changed(p, ({ learner }) => ({ learner })), /not a learner with its meta/],
    ['has a damaged member', (p) => changed(p, (m) => ({ ...m, meta: {} })), /gbdt model is damaged/],
    [
      'has an array of nobody',
      (p) => ({ ...p, arrays: { ...p.arrays, '7.base': new Float64Array(1) } }),
      /"7.base" that belongs to no member/,
    ],
    [
      'has weights that are no shares',
      (p) => ({ ...p, arrays: { ...p.arrays, weights: Float64Array.of(0.9, 0.9) } }),
      /adds up to 1.8, not to 1/,
    ],
  ];
  it.each(damages)('that %s is refused', async (_, damage, reason) => {
    const parts = (await learnerNamed('blend').fit(input, run({ members: small }))).toParts();
    expect(() => learnerNamed('blend').fromParts(damage(parts), heads)).toThrow(
      expect.objectContaining({ code: 'MW_LEARN_PARTS', message: expect.stringMatching(reason) as string }),
    );
  });
});
