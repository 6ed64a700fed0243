import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doublesOf, rowOf } from '../core/index.js';
import { openEngine, type Engine } from '../data/index.js';
import { columnsOf, holesOf, learn, printNode, usedColumns, type Expr, type Node } from '../expr/index.js';
import { encodeRelation, rowEncoder } from './encode.js';
import { fitFeatures } from './fit.js';
import { trainingView } from './training-view.js';

interface Facts {
  readonly shares: readonly number[];
  readonly scores: readonly (readonly number[])[];
}
const cases = JSON.parse(readFileSync(new URL('../kernel/components/fixtures/scikit_learn.json', import.meta.url), 'utf8')) as readonly {
  readonly of: string;
  readonly columns: readonly (readonly (number | null)[])[];
  readonly pca: Facts;
  readonly scaled: Facts;
  readonly svd: Facts;
}[];

let engine: Engine;
beforeAll(async () => void (engine = await openEngine({ threads: 2 })));
afterAll(() => engine[Symbol.asyncDispose]());

/** Fits features on some rows of columns `c0`, `c1`, … and encodes all rows. */
async function fitted(columns: readonly (readonly (number | null)[])[], node: Node, training?: Int32Array) {
  const rows = columns[0].length;
  await engine.run('DROP TABLE IF EXISTS t');
  await engine.append('t', Object.fromEntries(columns.map((values, j) => [`c${j}`, Float64Array.from(values, (v) => v ?? NaN)])));
  const view = trainingView(engine, 't', training ?? Int32Array.from({ length: rows }, (_, i) => i), new Float64Array(rows), 7);
  const features = await fitFeatures(engine, { body: node }, view);
  const x = await encodeRelation(engine, 't', features, 'serving');
  await view.drop();
  return { features, x };
}

const named = (count: number): readonly Expr<'number'>[] =>
  Object.values(columnsOf(Object.fromEntries(Array.from({ length: count }, (_, j) => [`c${j}`, 'number' as const]))));

/** Largest difference in units of the largest number, the sign of the whole left open. */
const off = (ours: Float64Array, theirs: readonly number[]): number => {
  const far = (sign: number): number => Math.max(...theirs.map((v, i) => Math.abs(v - sign * ours[i])));
  return Math.min(far(1), far(-1)) / Math.max(...theirs.map(Math.abs));
};

const ways = [
  ['pca', { scale: false }, 'pca'],
  ['pca', {}, 'scaled'],
  ['svd', {}, 'svd'],
] as const;

describe.each(cases)('components of $of', ({ columns, ...theirs }) => {
  it.each(ways)('learn.%s %o is that of scikit-learn within 1e-8, in the engine and row by row', async (rule, options, name) => {
    const { features, x } = await fitted(columns, learn[rule](named(columns.length), { components: 3, ...options }).node);
    expect(features.map((f) => f.name)).toEqual(['body[0]', 'body[1]', 'body[2]']);
    expect(holesOf(features.map((f) => f.node))).toEqual([]);
    const [encode, out] = [rowEncoder(features), new Float64Array(3)];
    theirs[name].scores.forEach((_, i) => {
      encode(Object.fromEntries(columns.map((values, j) => [`c${j}`, values[i]])), out);
      expect([...out]).toEqual([...rowOf(x, i)]);
    });
    features.forEach(({ explains }, k) => {
      expect(
        off(
          doublesOf(x.columns[k]),
          theirs[name].scores.map((row) => row[k]),
        ),
      ).toBeLessThan(1e-8);
      expect(explains).toBeCloseTo(theirs[name].shares[k], 8);
    });
  });
});

describe('components', () => {
  const line = [
    [1, 2, 3, 4, 1000],
    [2, 4, 6, 8, -5],
  ];
  const training = Int32Array.of(0, 1, 2, 3);

  it('are learned from training rows alone: the last row would turn them', async () => {
    const { features, x } = await fitted(line, learn.pca(named(2), { components: 1, scale: false }).node, training);
    // (1, 2) / √5 through the mean (2.5, 5): rows are √5 apart, and all of the variance is explained.
    expect(features[0].explains).toBeCloseTo(1, 12);
    [-1.5, -0.5, 0.5, 1.5].forEach((steps, i) => expect(doublesOf(x.columns[0])[i]).toBeCloseTo(steps * Math.sqrt(5), 12));
  });

  it('an element is a number to reckon with; a row without any value lies at the mean', async () => {
    const columns = line.map((values) => [...values, null]);
    const { features, x } = await fitted(columns, learn.pca(named(2), { components: 2, scale: false }).element(0).add(7).node, training);
    expect(features.map((f) => f.name)).toEqual(['body']);
    expect(usedColumns(features.map((f) => f.node))).toEqual(['c0', 'c1']);
    expect(doublesOf(x.columns[0])[5]).toBe(7);
  });

  it('read as they were asked for', () => {
    expect(printNode(learn.svd(named(2), { components: 1 }).node)).toBe(
      'learn.svd(coalesce(c0, learn.mean(c0)), coalesce(c1, learn.mean(c1)), { components: 1 })',
    );
  });

  it('columns without a value and of one value take no part', async () => {
    const { x } = await fitted(
      [
        [1, 2, 3],
        [null, null, null],
        [4, 4, 4],
      ],
      learn.pca(named(3), { components: 3 }).node,
    );
    expect(doublesOf(x.columns[0]).every((v) => Math.abs(v) < 1.3 && Number.isFinite(v))).toBe(true);
    for (const k of [1, 2]) expect([...doublesOf(x.columns[k])]).toEqual([0, 0, 0]);
  });

  it('are refused without numbers, with more components than numbers, with options that do not exist', () => {
    expect(() => learn.pca([])).toThrow(expect.objectContaining({ code: 'MW_EXPR_NUMBERS' }));
    expect(() => learn.pca(named(257))).toThrow('learn.pca takes 1 to 256 numbers, got 257');
    expect(() => learn.svd(named(2), { components: 3 })).toThrow('"components" of learn.svd must be a whole number from 1 to 2');
    expect(() => learn.pca(named(2), { component: 1 } as never)).toThrow('has no option "component". Did you mean "components"?');
  });
});
