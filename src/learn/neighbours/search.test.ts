import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { pointsOf, spaceOf, takePoints, type Points } from '../mixed/space.js';
import { paceOf } from '../pace.js';
import { treeOrder } from './order.js';
import { searchFor } from './search.js';

/** Numbers from a coarse grid, so that equal distances are common, and codes. */
function matrixOf(seed: number, rows: number, numbers: number, codes: number): Matrix {
  const draw = random(seed, 'search');
  const levels = Array.from({ length: 40 }, (_, i) => `${i}`);
  return {
    rows,
    columns: [
      ...Array.from({ length: numbers }, (_, c) => ({
        kind: 'number' as const,
        name: `n${c}`,
        values: Float64Array.from({ length: rows }, () => (draw.int(9) === 0 ? NaN : draw.int(12))),
      })),
      ...Array.from({ length: codes }, (_, c) => ({
        kind: 'category' as const,
        name: `c${c}`,
        levels,
        codes: Int32Array.from({ length: rows }, () => draw.int(41) - 1),
      })),
    ],
  };
}

/** Row numbers of the nearest points by looking at all of them; equal distances go by row number. */
function bruteForce(points: Points, query: Points, q: number, metric: string): readonly (readonly [distance: number, row: number])[] {
  const [width, codeWidth] = [points.numbers.length / points.rows, points.codes.length / points.rows];
  const all = Array.from({ length: points.rows }, (_, i): [number, number] => {
    let sum = 0;
    for (let c = 0; c < width; c++) {
      const gap = Math.abs(points.numbers[i * width + c] - query.numbers[q * width + c]);
      sum += metric === 'euclidean' ? gap * gap : gap;
    }
    let unequal = 0;
    for (let c = 0; c < codeWidth; c++) if (points.codes[i * codeWidth + c] !== query.codes[q * codeWidth + c]) unequal++;
    return [sum + 2 * unequal, i];
  });
  return all.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
}

describe('the tree', () => {
  it('property: finds what brute force finds, to the bit and in its order', async () => {
    const shape = fc.record({
      seed: fc.nat(1000),
      rows: fc.integer({ min: 1, max: 300 }),
      numbers: fc.integer({ min: 0, max: 4 }),
      codes: fc.integer({ min: 0, max: 3 }),
      neighbours: fc.integer({ min: 1, max: 20 }),
      metric: fc.constantFrom('euclidean' as const, 'manhattan' as const),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, rows, numbers, codes, neighbours, metric }) => {
        const x = matrixOf(seed, rows, numbers, codes);
        const space = spaceOf(x, undefined);
        const points = pointsOf(space, x);
        const row = await treeOrder(space, points, paceOf(new AbortController().signal));
        const most = Math.min(neighbours, rows);
        const search = searchFor(space, takePoints(points, row), row, most, metric);
        const queries = pointsOf(space, matrixOf(seed + 1, 10, numbers, codes));
        for (let q = 0; q < 10; q++) {
          const found = search(queries.numbers.subarray(q * numbers), queries.codes.subarray(q * codes));
          const ours = [...found.point].map((point, n) => [found.distance[n], row[point]]);
          expect(ours).toEqual(bruteForce(points, queries, q, metric).slice(0, most));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('looks at few of many points in a plane', async () => {
    const draw = random(3, 'plane');
    const rows = 4096;
    const values = () => Float64Array.from({ length: rows }, () => draw.normal());
    const x: Matrix = { rows, columns: ['a', 'b'].map((name) => ({ kind: 'number', name, values: values() })) };
    const space = spaceOf(x, undefined);
    const points = pointsOf(space, x);
    const row = await treeOrder(space, points, paceOf(new AbortController().signal));
    let reads = 0;
    const numbers = new Proxy(takePoints(points, row).numbers, {
      get: (target, key) => {
        reads++;
        return Reflect.get(target, key) as unknown;
      },
    });
    const search = searchFor(space, { rows, numbers, codes: new Int32Array() }, row, 5, 'euclidean');
    reads = 0;
    search(Float64Array.of(0.1, -0.2), new Int32Array());
    expect(reads).toBeGreaterThan(10);
    expect(reads).toBeLessThan(0.1 * 2 * rows);
  });
});
