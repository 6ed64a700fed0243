import { describe, expect, it } from 'vitest';
import type { FitInput, Predictor } from '../learner.js';
import { drawDropped } from './dart.js';
import { gbdt, gbdtWith } from './gbdt.js';
import { usualObjective } from './objective.js';
import type { GbdtParams } from './params.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

const usual = { dropRate: 0.1, maxDrop: 50, skipDrop: 0.5, uniformDrop: false };
/** Draws that are given beforehand. */
const drawing = (...draws: readonly number[]): { uniform(): number } => {
  const left = [...draws];
  return { uniform: () => left.shift()! };
};

describe('the rounds that are dropped', () => {
  it('are none when the first draw says so, or there are no rounds', () => {
    expect(drawDropped([1, 1], usual, drawing(0.49))).toEqual([]);
    expect(drawDropped([], usual, drawing(0.5))).toEqual([]);
  });

  it('are drawn in proportion to their scales, by hand', () => {
    // Mean scale 1: chances are 0.2 × 1.5, 0.2 × 0.5, 0.2 × 1.
    expect(drawDropped([1.5, 0.5, 1], { ...usual, dropRate: 0.2 }, drawing(0.5, 0.29, 0.11, 0.19))).toEqual([0, 2]);
    expect(drawDropped([1.5, 0.5, 1], { ...usual, dropRate: 0.2 }, drawing(0.5, 0.31, 0.09, 0.21))).toEqual([1]);
  });

  it('are drawn with equal chance when asked for, and at most so many', () => {
    const uniform = { ...usual, dropRate: 0.5, uniformDrop: true };
    expect(drawDropped([9, 1, 1, 1], uniform, drawing(0.5, 0.51, 0.49, 0.51, 0.49))).toEqual([1, 3]);
    // At most two of four: a chance of 0.5 each, and no draw once there are two.
    expect(drawDropped([1, 1, 1, 1], { ...uniform, dropRate: 1, maxDrop: 2 }, drawing(0.5, 0.49, 0.51, 0.49))).toEqual([0, 2]);
    expect(drawDropped([1, 1, 1, 1], { ...uniform, dropRate: 1, maxDrop: 0 }, drawing(0.5, 0.9, 0.9, 0.9, 0.9))).toEqual([0, 1, 2, 3]);
  });
});

const mixed = (rows: number, seed: number): FitInput<'regression'> => {
  const x = mixedRows(rows, seed);
  return { task: 'regression', classes: 1, x, y: mixedTarget(x, seed) };
};
const errorOn = ({ x, y }: FitInput, p: Predictor): number => {
  const out = new Float64Array(x.rows);
  p.predict(x, out);
  return out.reduce((sum, v, i) => sum + (v - y[i]) ** 2, 0) / x.rows;
};

describe('dart', () => {
  const fit = (input: FitInput, params: GbdtParams): Promise<Predictor> => gbdt.fit(input, runOf({ boosting: 'dart', ...params }));

  it('that never drops is plain boosting', async () => {
    const input = mixed(400, 1);
    const plain = await gbdt.fit(input, runOf({ trees: 12 }));
    expect((await fit(input, { trees: 12, skipDrop: 1 })).toParts()).toEqual(plain.toParts());
    expect((await fit(input, { trees: 12, dropRate: 0, skipDrop: 0 })).toParts()).toEqual(plain.toParts());
  });

  it('with every round dropped is a mean of trees that know nothing of each other, by hand', async () => {
    const { x, y } = mixed(300, 1);
    const all = { skipDrop: 0, dropRate: 1, maxDrop: 0, uniformDrop: true, learningRate: 0.5 };
    const [one, four] = [
      await fit({ task: 'regression', classes: 1, x, y }, { ...all, trees: 1 }),
      await fit({ task: 'regression', classes: 1, x, y }, { ...all, trees: 4 }),
    ];
    const quarter = (one.toParts().arrays['value'] as Float64Array).map((v) => v / 4);
    const { value, leafStart } = four.toParts().arrays;
    for (let t = 0; t < 4; t++)
      value.subarray(leafStart[t], leafStart[t + 1]).forEach((v, leaf) => expect(v).toBeCloseTo(quarter[leaf], 12));
  });

  it('learns as well, of several classes and of shares of the rows, and other trees with another seed', async () => {
    const [train, fresh] = [mixed(2500, 1), mixed(1000, 2)];
    const plain = errorOn(fresh, await gbdt.fit(train, runOf({ trees: 100 })));
    const params = { trees: 100, dropRate: 0.1, skipDrop: 0.5, learningRate: 0.2 };
    expect(errorOn(fresh, await fit(train, params))).toBeLessThan(1.25 * plain);
    expect(errorOn(fresh, await fit(train, { ...params, rowShare: 0.7 }))).toBeLessThan(1.4 * plain);
    const classes = { ...train, task: 'multiclass' as const, classes: 3, y: train.y.map((v) => Number(v > 0) + Number(v > 1.5)) };
    const parts = async (seed: number) =>
      (await gbdt.fit(classes, runOf({ boosting: 'dart', trees: 10, skipDrop: 0 }, { seed }))).toParts();
    expect(await parts(1)).toEqual(await parts(1));
    expect(await parts(2)).not.toEqual(await parts(1));
  });

  it('takes out what it put back: with every round out, margins are where boosting starts', async () => {
    const seen: number[] = [];
    const watched = gbdtWith({
      ...usualObjective('regression', 1),
      base: () => Float64Array.of(0),
      gradients: (margins, y, weights, out) => {
        seen.push(margins.reduce((most, m) => Math.max(most, Math.abs(m)), 0));
        usualObjective('regression', 1).gradients(margins, y, weights, out);
      },
    });
    await watched.fit(mixed(300, 1), runOf({ boosting: 'dart', trees: 12, skipDrop: 0, dropRate: 1, maxDrop: 0, uniformDrop: true }));
    expect(seen).toHaveLength(12);
    seen.forEach((most) => expect(most).toBeLessThan(1e-12));
  });

  it('has exact contributions', async () => {
    const { x, ...input } = mixed(300, 1);
    const p = await fit({ ...input, x }, { trees: 20, skipDrop: 0 });
    const out = new Float64Array(300);
    p.predict(x, out);
    const { base, effects } = p.contributions!(x);
    out.forEach((margin, i) => expect(effects.subarray(4 * i, 4 * i + 4).reduce((a, b) => a + b, base[0])).toBeCloseTo(margin, 9));
  });

  it('refuses to stop early', async () => {
    await expect(fit(mixed(50, 1), { earlyStoppingRounds: 5 })).rejects.toMatchObject({
      code: 'MW_LEARN_PARAM_VALUE',
      params: { name: 'earlyStoppingRounds' },
    });
  });
});
