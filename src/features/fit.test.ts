import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doublesOf, rowOf } from '../core/index.js';
import { openEngine, type Engine } from '../data/index.js';
import { columnsOf, holesOf, learn, printNode, when } from '../expr/index.js';
import { encodeRelation, rowEncoder } from './encode.js';
import { fitFeatures } from './fit.js';
import { trainingView } from './training-view.js';

const c = columnsOf({ x: 'number', city: 'text', vip: 'bool' });
const x = [1, 2, 3, 4, NaN, 100];
const city = ['Oslo', 'Rome', 'Oslo', null, 'Bonn', 'Lima'];
const vip = Uint8Array.of(1, 0, 255, 1, 0, 1);
const y = Float64Array.of(1, 0, 1, 0, 1, 0);
/** The last row is a holdout row: nothing may be learned from it. */
const training = Int32Array.of(0, 1, 2, 3, 4);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
  await engine.append('shops', { x: Float64Array.from(x), city, vip });
});
afterAll(() => engine[Symbol.asyncDispose]());

async function fitted(features: Parameters<typeof fitFeatures>[1]) {
  const view = trainingView(engine, 'shops', training, y, 7);
  try {
    const found = await fitFeatures(engine, features, view);
    return {
      features: found,
      serving: await encodeRelation(engine, 'shops', found, 'serving'),
      training: await encodeRelation(engine, await view.open(), found, 'training'),
    };
  } finally {
    await view.drop();
  }
}

describe('fitFeatures', () => {
  it('learns from training rows alone: mean 2.5, median 2.5, the 100 of the holdout unseen', async () => {
    const { features } = await fitted({ above: c.x.sub(learn.mean(c.x)).node, high: c.x.gt(learn.quantile(c.x, 1)).node });
    expect(features.map((f) => printNode(f.node))).toEqual(['x - 2.5', 'x > 4']);
    expect(holesOf(features.map((f) => f.node))).toEqual([]);
  });

  it('fills holes within holes, innermost first: the mean of the distances from the mean is 0', async () => {
    const distance = c.x.sub(learn.mean(c.x));
    const { features } = await fitted({ z: learn.mean(distance).add(c.x).node });
    expect(printNode(features[0].node)).toBe('0 + x');
  });

  it('makes a category column with the levels of the training rows; others and missing as declared', async () => {
    const { serving } = await fitted({ city: learn.category(c.city, { unseen: 'missing' }).node });
    expect(serving.columns[0]).toEqual({
      kind: 'category',
      name: 'city',
      levels: ['Oslo', 'Bonn', 'Rome'],
      codes: Int32Array.of(0, 2, 0, -1, 1, -1),
    });
  });

  it('expands one-hot into one byte column per level', async () => {
    const { serving, features } = await fitted({ city: learn.oneHot(c.city, { unseen: 'missing' }).node });
    expect(features.map((f) => [f.name, f.of])).toEqual([
      ['city=Oslo', 'city'],
      ['city=Bonn', 'city'],
      ['city=Rome', 'city'],
    ]);
    expect(serving.columns[0]).toEqual({ kind: 'flag', name: 'city=Oslo', values: Uint8Array.of(1, 0, 1, 0, 0, 0) });
  });

  it('gives the same columns by row as by engine', async () => {
    const { features, serving } = await fitted({
      city: learn.category(c.city).node,
      vip: c.vip.node,
      z: learn.scale(c.x).node,
      mean: learn.targetMean(c.city).node,
    });
    const encode = rowEncoder(features);
    const out = new Float64Array(features.length);
    x.forEach((value, row) => {
      encode({ x: Number.isNaN(value) ? null : value, city: city[row], vip: vip[row] === 255 ? null : vip[row] === 1 }, out);
      expect([...out]).toEqual([...rowOf(serving, row)]);
    });
  });
});

describe('target statistics', () => {
  it('serve the smoothed mean of all training rows: Oslo (1+1 + 1·0.6) / (2 + 1)', async () => {
    const { serving } = await fitted({ city: learn.targetMean(c.city, { smoothing: 1, folds: 2 }).node });
    const [oslo, rome, , missing, bonn, unseen] = doublesOf(serving.columns[0]);
    expect(oslo).toBeCloseTo(2.6 / 3, 12);
    expect(rome).toBeCloseTo(0.6 / 2, 12);
    expect(bonn).toBeCloseTo(1.6 / 2, 12);
    expect([missing, unseen]).toEqual([0.6, 0.6]);
  });

  it('are read out of fold within other rules too, whose own literals are those of serving', async () => {
    const mean = learn.targetMean(c.city, { smoothing: 1, folds: 2 });
    const {
      features,
      serving,
      training: read,
    } = await fitted({
      plain: mean.node,
      above: mean.sub(learn.mean(mean)).node,
      both: learn.pca([mean, c.x], { components: 2, scale: false }).node,
    });
    expect(holesOf(features.flatMap((f) => [f.node, f.trainNode ?? f.node]))).toEqual([]);
    const [[plain, above], [plainServed]] = [read, serving].map((x) => x.columns.map(doublesOf));
    const middle = training.reduce((sum, row) => sum + plainServed[row], 0) / training.length;
    plain.forEach((value, i) => expect(above[i]).toBeCloseTo(value - middle, 12));
    expect(plain).not.toEqual(plainServed);
    const [first, second] = read.columns.slice(2).map(doublesOf);
    for (const i of training) expect(Math.hypot(first[i], second[i])).toBeCloseTo(Math.hypot(plain[i] - middle, x[i] - 2.5 || 0), 12);
  });

  it('are refused over one another: groups made by the target know the labels of their rows', async () => {
    const inner = when(learn.targetMean(c.city).gt(0.5), 'high', 'low');
    await expect(fitted({ outer: learn.targetMean(inner).node })).rejects.toMatchObject({ code: 'MW_FEATURES_TARGET_NESTED' });
  });

  it("never let a row's own label change its own encoding", async () => {
    const rows = Int32Array.from({ length: 60 }, (_, i) => i);
    const cities = Array.from(rows, (i) => (i % 7 === 0 ? null : `city ${i % 5}`));
    await engine.append('sixty', { city: cities });
    const label = Float64Array.from(rows, (i) => (i * 7) % 3);
    const encodings = async (target: Float64Array): Promise<Float64Array> => {
      const view = trainingView(engine, 'sixty', rows, target, 3);
      const found = await fitFeatures(engine, { m: learn.targetMean(c.city).node }, view);
      const matrix = await encodeRelation(engine, await view.open(), found, 'training');
      await view.drop();
      return doublesOf(matrix.columns[0]);
    };
    const before = await encodings(label);
    let others = 0;
    for (const row of [0, 1, 2, 29, 59]) {
      const flipped = label.with(row, label[row] + 10);
      const after = await encodings(flipped);
      expect(after[row]).toBe(before[row]);
      others += after.reduce((n, v, i) => n + (v !== before[i] ? 1 : 0), 0);
    }
    expect(others).toBeGreaterThan(100);
  });
});
