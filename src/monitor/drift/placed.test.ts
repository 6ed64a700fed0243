import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { place } from './placed.js';
import { placedBins, placedKs } from './placed-figures.js';
import { placedWasserstein } from './placed-wasserstein.js';
import { placeOf, pointsOf } from './reference-points.js';
import { wasserstein } from './stats/wasserstein.js';

const sorted = (...values: number[]): Float64Array => Float64Array.from(values).toSorted();
const some = fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })), {
  minLength: 1,
  maxLength: 60,
});

describe('values among the points of a reference', () => {
  it('are counted at and between them', () => {
    const { at, between, sums, size, nulls, mean } = place(pointsOf(sorted(1, 1, 4)), Float64Array.of(0, 1, 2, 3, NaN, 4, 9));
    expect([[...at], [...between], size, nulls]).toEqual([[1, 1], [1, 2, 1], 6, 1]);
    expect([...sums]).toEqual([-4, -3, 5]);
    expect(mean).toBeCloseTo(19 / 6, 12);
  });

  it('are found wherever they lie, also in the far ends of doubles', () => {
    const odd = [-Number.MAX_VALUE, -1e300, -5e-324, 0, 5e-324, 1, 1e308, Number.MAX_VALUE];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...odd), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1 }),
        some,
        (a, b) => {
          const points = pointsOf(sorted(...a));
          for (const value of [...a, ...b, ...odd]) {
            const due = points.values.findIndex((point) => point >= value);
            expect(placeOf(points, value)).toBe(due < 0 ? points.values.length : due);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('give the Kolmogorov–Smirnov distance of the two samples', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const atMost = (values: number[], x: number): number => values.filter((value) => value <= x).length / values.length;
        const due = Math.max(...[...a, ...b].map((x) => Math.abs(atMost(a, x) - atMost(b, x))));
        expect(placedKs(place(pointsOf(sorted(...a)), Float64Array.from(b)))).toBeCloseTo(due, 12);
      }),
      { numRuns: 200 },
    );
  });

  it('give the exact Wasserstein distance where the functions do not cross between two points', () => {
    const apart = (a: number[], b: number[]): number => placedWasserstein(place(pointsOf(sorted(...a)), Float64Array.from(b))).value;
    expect(apart([0, 1, 3], [5, 6, 8])).toBeCloseTo(5, 12);
    expect(apart([5, 6, 8], [0, 1, 3])).toBeCloseTo(5, 12);
    expect(apart([0, 10], [1, 12, 30])).toBeCloseTo(wasserstein(sorted(0, 10), sorted(1, 12, 30)), 12);
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 50 }), (a, by) => {
        const moved = a.map((x) => x + by);
        expect(apart(a, moved)).toBeCloseTo(wasserstein(sorted(...a), sorted(...moved)), 3);
      }),
    );
  });

  it('come within a percent of it for continuous samples', () => {
    const draw = random(3, 'samples');
    const a = Float64Array.from({ length: 2000 }, () => draw.normal()).toSorted();
    const b = Float64Array.from({ length: 3000 }, () => 1.1 * draw.normal() + 0.1);
    const { value, low, high } = placedWasserstein(place(pointsOf(a), b));
    expect(Math.abs(value / wasserstein(a, b.toSorted()) - 1)).toBeLessThan(0.01);
    expect(low).toBeLessThan(value);
    expect(high - value).toBeGreaterThan(0.01);
  });

  it('have a Wasserstein interval that holds the truth as often as it says', () => {
    const draw = random(5, 'cover');
    let held = 0;
    for (let round = 0; round < 400; round++) {
      const a = Float64Array.from({ length: 400 }, () => draw.normal()).toSorted();
      const { low, high } = placedWasserstein(
        place(
          pointsOf(a),
          Float64Array.from({ length: 300 }, () => draw.normal() + 0.5),
        ),
      );
      if (low <= 0.5 && high >= 0.5) held++;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });

  it('fall into bins of equal shares of the reference; what lies beyond counts in the outer ones', () => {
    const points = pointsOf(Float64Array.from({ length: 8 }, (_, i) => i));
    expect(placedBins(place(points, Float64Array.of(-1, 1, 1.5, 7, 99)), 4)).toEqual({
      reference: Float64Array.of(2, 2, 2, 2),
      window: Float64Array.of(2, 1, 0, 2),
    });
    expect(placedBins(place(pointsOf(sorted(0, 0, 0, 0, 0, 0, 0, 1)), Float64Array.of(0, 1)), 4)).toEqual({
      reference: Float64Array.of(7, 1),
      window: Float64Array.of(1, 1),
    });
  });
});
