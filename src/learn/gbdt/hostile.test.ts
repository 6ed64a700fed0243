import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { FitInput, Task } from '../learner.js';
import { gbdt } from './gbdt.js';
import type { GbdtParams } from './params.js';
import { runOf } from './testing-data.js';

const value = fc.oneof(
  fc.constantFrom(0, -0, NaN, 1, 1 + Number.EPSILON, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 1e-35, -1e-35, 2 ** 53),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noDefaultInfinity: true }),
);

const numberColumn = (rows: number): fc.Arbitrary<MatrixColumn> =>
  fc.array(value, { minLength: rows, maxLength: rows }).map((v) => ({ kind: 'number', name: 'n', values: Float64Array.from(v) }));
const flagColumn = (rows: number): fc.Arbitrary<MatrixColumn> =>
  fc
    .array(fc.constantFrom(0, 1, 255), { minLength: rows, maxLength: rows })
    .map((v) => ({ kind: 'flag', name: 'f', values: Uint8Array.from(v) }));
const categoryColumn = (rows: number): fc.Arbitrary<MatrixColumn> =>
  fc
    .record({ levels: fc.nat({ max: 70 }), draws: fc.array(fc.integer({ min: -1, max: 69 }), { minLength: rows, maxLength: rows }) })
    .map(({ levels, draws }) => ({
      kind: 'category',
      name: 'c',
      levels: Array.from({ length: levels }, (_, k) => `l${k}`),
      codes: Int32Array.from(draws, (d) => Math.min(d, levels - 1)),
    }));

const input: fc.Arbitrary<FitInput> = fc.integer({ min: 1, max: 40 }).chain((rows) =>
  fc
    .record({
      task: fc.constantFrom<Task>('regression', 'binary', 'multiclass'),
      columns: fc.array(fc.oneof(numberColumn(rows), flagColumn(rows), categoryColumn(rows)), { maxLength: 4 }),
      draws: fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), { minLength: rows, maxLength: rows }),
      weights: fc.option(fc.array(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), { minLength: rows, maxLength: rows })),
    })
    .map(({ task, columns, draws, weights }) => {
      const x: Matrix = { rows, columns };
      const classes = task === 'multiclass' ? 4 : 1;
      const y = Float64Array.from(draws, (d) => (task === 'regression' ? d : Math.floor(Math.abs(d)) % (task === 'binary' ? 2 : 4)));
      return { task, classes, x, y, ...(weights === null ? {} : { weights: Float64Array.from(weights) }) };
    }),
);

it('gives finite margins and contributions for any rows, however odd', async () => {
  const settings = { trees: 4, leaves: 6, minRowsPerLeaf: 1, minHessian: 0, minDataPerGroup: 1, catSmooth: 0, catL2: 0, bins: 8 };
  await fc.assert(
    fc.asyncProperty(
      input,
      fc.constantFrom<GbdtParams>({}, { boosting: 'dart', skipDrop: 0 }, { linearLeaves: true }),
      async (rows, more) => {
        const p = await gbdt.fit(rows, runOf({ ...settings, ...more }));
        const out = new Float64Array(rows.x.rows * p.outputs).fill(NaN);
        p.predict(rows.x, out);
        expect(out.every(Number.isFinite)).toBe(true);
        expect(p.contributions === undefined).toBe('lineSlope' in p.toParts().arrays);
        expect(p.contributions?.(rows.x).effects.every(Number.isFinite)).not.toBe(false);
        gbdt.fromParts(p.toParts(), rows.x.columns);
      },
    ),
    { numRuns: 600 },
  );
});
