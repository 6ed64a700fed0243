import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classCriterion } from './class-criterion.js';
import type { BinnedColumn } from './columns.js';
import type { Criterion } from './criterion.js';
import { meanCriterion } from './mean-criterion.js';
import { emptySplit, markLeft } from './split.js';

const SIZE = 6;
const CLASSES = 3;

/** A column of the given bins; of a number column with `missing`, the last bin holds missing values. */
function columnOf(codes: readonly number[], kind: 'number' | 'category', missing: boolean): BinnedColumn {
  const bins =
    kind === 'number'
      ? { kind, column: 0, bounds: new Float64Array(SIZE), missing, size: SIZE }
      : { kind, column: 0, codes: new Int32Array(SIZE - 1), levels: SIZE - 1, size: SIZE };
  return {
    bins,
    isCategory: kind === 'category',
    codes: Uint16Array.from(codes),
    missing: missing ? SIZE - 1 : -1,
    lows: new Float64Array(SIZE),
    means: new Float64Array(SIZE),
    binOf: () => 0,
  };
}

interface Case {
  readonly codes: readonly number[];
  readonly y: readonly number[];
  readonly weights: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 12 }).chain((rows) => {
  const of = (most: number, least = 0) => fc.array(fc.integer({ min: least, max: most }), { minLength: rows, maxLength: rows });
  return fc.record({ codes: of(SIZE - 1), y: of(CLASSES - 1), weights: of(3, 1) });
});

/** What a split is worth by its definition: weight less impurity, up to a constant of the node. −∞ when a side is lighter than `least`. */
function worth({ codes, y, weights }: Case, goesLeft: (bin: number) => boolean, kind: 'mean' | 'classes', least: number): number {
  return [true, false].reduce((sum, side) => {
    const rows = [...codes.keys()].filter((i) => goesLeft(codes[i]) === side);
    const weight = rows.reduce((total, i) => total + weights[i], 0);
    if (weight < least) return -Infinity;
    const mean = rows.reduce((total, i) => total + weights[i] * y[i], 0) / weight;
    if (kind === 'mean') return sum - rows.reduce((total, i) => total + weights[i] * (y[i] - mean) ** 2, 0);
    const shares = [0, 1, 2].map((k) => rows.reduce((total, i) => total + (y[i] === k ? weights[i] : 0), 0) / weight);
    return sum - weight * (1 - shares.reduce((total, share) => total + share * share, 0));
  }, 0);
}

/** All splits of a number column: thresholds with missing values on either side, and known from missing. */
const thresholds = (missing: boolean): readonly ((bin: number) => boolean)[] =>
  Array.from({ length: SIZE }, (_, cut) => cut).flatMap((cut) =>
    missing ? [(b: number) => b <= cut && b < SIZE - 1, (b: number) => b <= cut || b === SIZE - 1] : [(b: number) => b <= cut],
  );
const groups = Array.from({ length: 2 ** SIZE }, (_, set) => (bin: number) => ((set >> bin) & 1) === 1);

function found(c: Case, criterion: Criterion, column: BinnedColumn): { score: number; goesLeft: Uint8Array; differs: boolean } {
  const node = { rows: Int32Array.from(c.codes.keys()), from: 0, to: c.codes.length };
  const split = emptySplit(SIZE);
  criterion.plant(Float64Array.from(c.weights));
  criterion.open(node);
  const differs = criterion.search(column, 0, node, split);
  const goesLeft = new Uint8Array(SIZE);
  if (split.score > -Infinity) {
    markLeft(split, column, goesLeft);
    expect(criterion.score(column, node, goesLeft)).toBeCloseTo(split.score, 9);
  }
  return { score: split.score, goesLeft, differs };
}

describe.each([
  ['mean', 'number', false],
  ['mean', 'number', true],
  ['mean', 'category', false],
  ['classes', 'number', false],
  ['classes', 'number', true],
] as const)('the best split: %s, %s, missing values %s', (kind, columnKind, missing) => {
  it.each(columnKind === 'number' ? [1, 4] : [1])('is worth as much as the best of all, leaves of %s', (least) => {
    const all = columnKind === 'number' ? thresholds(missing) : groups;
    fc.assert(
      fc.property(cases, (c) => {
        const y = Float64Array.from(c.y);
        const criterion = kind === 'mean' ? meanCriterion(y, SIZE, least) : classCriterion(y, CLASSES, SIZE, least);
        const { score, goesLeft, differs } = found(c, criterion, columnOf(c.codes, columnKind, missing));
        const best = Math.max(...all.map((goes) => worth(c, goes, kind, least)));
        expect(differs).toBe(new Set(c.codes).size > 1);
        if (best === -Infinity) expect(score).toBe(-Infinity);
        else expect(worth(c, (bin) => goesLeft[bin] === 1, kind, least)).toBeCloseTo(best, 9);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the best group of levels for classes', () => {
  it('parts the largest class from the others where a group can', () => {
    const c = { codes: [1, 2, 3, 4, 1, 2, 3, 4], y: [0, 1, 0, 2, 0, 1, 0, 2], weights: [1, 1, 1, 1, 1, 1, 1, 1] };
    const { goesLeft } = found(c, classCriterion(Float64Array.from(c.y), CLASSES, SIZE, 1), columnOf(c.codes, 'category', false));
    expect(goesLeft[1]).toBe(goesLeft[3]);
    expect(goesLeft[2]).toBe(goesLeft[4]);
    expect(goesLeft[1]).not.toBe(goesLeft[2]);
  });

  it('leaves nothing behind for the next search', () => {
    const c = { codes: [1, 2, 5, 1], y: [0, 1, 2, 0], weights: [1, 2, 1, 1] };
    const criterion = classCriterion(Float64Array.from(c.y), CLASSES, SIZE, 1);
    const [first, , again] = (['category', 'number', 'category'] as const).map((kind) =>
      found(c, criterion, columnOf(c.codes, kind, kind === 'number')),
    );
    expect(again).toEqual(first);
  });
});

describe('markLeft', () => {
  it('sends missing and unseen levels, and those that the node lacks, with bin 0 or with the heavier side', () => {
    const column = columnOf([0, 1, 2], 'category', false);
    const split = { ...emptySplit(SIZE), order: Int32Array.of(2, 0, 1, 0, 0, 0), present: 3, cut: 2 };
    const goesLeft = new Uint8Array(SIZE);
    markLeft(split, column, goesLeft);
    expect([...goesLeft]).toEqual([0, 1, 0, 0, 0, 0]);
    markLeft({ ...split, order: Int32Array.of(2, 3, 1, 0, 0, 0), cutIsSmaller: true }, column, goesLeft);
    expect([...goesLeft]).toEqual([0, 0, 1, 1, 0, 0]);
    markLeft({ ...split, order: Int32Array.of(2, 3, 1, 0, 0, 0), cutIsSmaller: false }, column, goesLeft);
    expect([...goesLeft]).toEqual([0, 1, 0, 0, 0, 0]);
  });
});
