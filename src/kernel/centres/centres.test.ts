import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainCentres } from './plain.js';
import type { CentreSearch } from './stages.js';
import { wasmCentres } from './wasm.js';

/** Values on a grid, so that rows are often equally far from two centres, or anywhere. */
const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const problem = fc
  .record({
    rows: fc.integer({ min: 1, max: 40 }),
    dims: fc.integer({ min: 1, max: 7 }),
    segments: fc.integer({ min: 1, max: 21 }),
    weighted: fc.boolean(),
  })
  .chain((size) =>
    fc.record({
      size: fc.constant(size),
      points: fc.array(value, { minLength: size.rows * size.dims, maxLength: size.rows * size.dims }),
      centres: fc.array(value, { minLength: size.segments * size.dims, maxLength: size.segments * size.dims }),
      weights: fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: size.rows, maxLength: size.rows }),
      moved: fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: size.segments, maxLength: size.segments }),
      half: fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: size.segments, maxLength: size.segments }),
      tried: fc.array(fc.integer({ min: 0, max: size.rows - 1 }), { minLength: 1, maxLength: 4 }),
    }),
  );

/** Everything that the stages leave, one after another. */
function stagesOf(search: CentreSearch, given: typeof problem extends fc.Arbitrary<infer P> ? P : never): readonly (readonly number[])[] {
  const { rows, weighted } = search.size;
  search.points.set(given.points);
  if (weighted) search.weights.set(given.weights);
  search.before.fill(Infinity);
  search.nearest.fill(-1);
  search.moved.fill(0);
  search.half.fill(Infinity);
  search.centres(Float64Array.from(given.centres));
  const left: (readonly number[])[] = [];
  const keep = (...figures: readonly number[]): void => {
    const { nearest, upper, lower, sums, sizes, totals } = search;
    left.push([...figures, ...nearest, ...upper, ...lower, ...sums, ...sizes, ...totals]);
  };
  search.closer(0, rows, given.tried);
  left.push(...given.tried.map((_, t) => [...search.left[t]]));
  search.before.set(search.left[0]);
  search.closer(0, rows >> 1, [0]);
  keep(search.round(0, rows >> 1, 0), search.round(rows >> 1, rows, 0));
  search.moved.set(given.moved);
  search.half.set(given.half);
  search.centres(Float64Array.from(given.centres, (v, at) => v + (at % 3) / 2));
  keep(search.round(0, rows, Math.max(...given.moved)));
  keep(search.finish(rows >> 1, rows, search.finish(0, rows >> 1, 0)));
  return left;
}

it('property: by WebAssembly every stage has the bits of the plain loop', () => {
  fc.assert(
    fc.property(problem, (given) => {
      const kernel = wasmCentres(given.size);
      expect(kernel).toBeDefined();
      expect(stagesOf(kernel!, given)).toEqual(stagesOf(plainCentres(given.size), given));
    }),
    { numRuns: 200 },
  );
});

it('says that it has not the memory, where no machine would', () => {
  expect(wasmCentres({ rows: 2 ** 27, dims: 8, segments: 2, weighted: false })).toBeUndefined();
});
