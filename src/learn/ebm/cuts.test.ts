import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberBin } from './bin-of.js';
import { cutsOf } from './cuts.js';

describe('cuts of a number column', () => {
  it('lie half-way between distinct values when these are few', () => {
    expect([...cutsOf(Float64Array.of(1, 1, 2, 4), 3)]).toEqual([1.5, 3]);
  });

  it('share the rows evenly when values are many', () => {
    expect([...cutsOf(Float64Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([2.5, 4.5]);
  });

  it('give a value that fills bins one of its own, and the others what is left', () => {
    expect([...cutsOf(Float64Array.of(0, 0, 0, 0, 0, 0, 1, 2, 3, 4), 3)]).toEqual([0.5, 2.5]);
  });

  it('are none for a constant or no values', () => {
    expect(cutsOf(Float64Array.of(3, 3), 8).length).toBe(0);
    expect(cutsOf(new Float64Array(0), 8).length).toBe(0);
  });

  it('ascend, are finite, fewer than bins, and part the distinct values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), fc.integer({ min: 2, max: 9 }), (values, bins) => {
        const sorted = Float64Array.from(values, (v) => v + 0).toSorted();
        const cuts = cutsOf(sorted, bins);
        expect(cuts.length).toBeLessThan(bins);
        cuts.forEach((cut, i) => expect(Number.isFinite(cut) && (i === 0 || cuts[i - 1] < cut)).toBe(true));
        const cells = sorted.map((v) => numberBin(v, cuts, 0, cuts.length));
        const distinct = new Set(sorted).size;
        expect(new Set(cells).size).toBe(distinct <= bins ? distinct : cuts.length + 1);
      }),
    );
  });
});

describe('the bin of a number', () => {
  const cuts = Float64Array.of(9, 9, 1, 2, 9);

  it('is 0 when missing, and else one more than the number of cuts below it', () => {
    expect([NaN, -Infinity, 1, 1.5, 2, 2.1].map((v) => numberBin(v, cuts, 2, 4))).toEqual([0, 1, 1, 2, 2, 3]);
  });
});
