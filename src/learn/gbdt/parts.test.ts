import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { headsOf, type Json } from '../../core/index.js';
import type { PartArray, Parts, Predictor } from '../learner.js';
import { damageOf } from '../testing-damage.js';
import { gbdt } from './gbdt.js';
import { importanceOf } from './importance.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

const x = mixedRows(300);
const heads = headsOf(x);
let predictor: Predictor;
let parts: Parts;

beforeAll(async () => {
  const y = mixedTarget(x);
  predictor = await gbdt.fit(
    { task: 'regression', classes: 1, x, y },
    runOf({ trees: 6, leaves: 8, minRowsPerLeaf: 5, minDataPerGroup: 10 }),
  );
  parts = predictor.toParts();
});

const { withArray, withCell, withMeta, reason } = damageOf(gbdt, heads, () => parts);

describe('fromParts', () => {
  it('gives back the same predictor, to the bit', () => {
    const again = gbdt.fromParts({ meta: JSON.parse(JSON.stringify(parts.meta)) as Json, arrays: parts.arrays }, heads);
    const [one, two] = [new Float64Array(300), new Float64Array(300)];
    again.predict(x, one);
    predictor.predict(x, two);
    expect(one).toEqual(two);
    expect(again.toParts()).toEqual(parts);
  });

  it('names what is wrong', () => {
    expect(reason({ ...parts, meta: [] })).toContain('meta is not an object');
    expect(reason(withMeta({ format: 4 }))).toContain('format is 4, not 1, 2 or 3');
    expect(reason(withMeta({ format: 3 }))).toContain('"lineStart" is missing');
    expect(reason(withMeta({ link: 'log' }))).toContain('its link is "log"');
    expect(reason(withMeta({ format: 2 }))).toContain('link is undefined');
    expect(reason(withMeta({ columns: 3 }))).toContain('for 3 columns, not 4');
    expect(reason(withMeta({ outputs: 0 }))).toContain('"outputs"');
    expect(reason(withMeta({ base: [] }))).toContain('"base"');
    expect(reason(withMeta({ base: ['1'] }))).toContain('"base"');
    expect(reason(withMeta({ outputs: 4, base: [0, 0, 0, 0] }))).toContain('whole rounds');
    expect(reason(withArray('left', new Float64Array(3)))).toContain('"left" is missing or not of type Int32Array');
    expect(reason(withArray('left', new Int32Array(3)))).toContain('"left" has 3 entries');
    expect(reason(withCell('column', 0, 4))).toContain('column 4 of 4');
    expect(reason(withCell('column', 0, -1))).toContain('column -1');
    expect(reason(withCell('kind', 0, 3))).toContain('unknown kind 3');
    expect(reason(withCell('threshold', 1, NaN))).toContain('threshold NaN');
    expect(reason(withCell('value', 1, Infinity))).toContain('value Infinity');
    expect(reason({ ...parts, arrays: { ...parts.arrays, value: parts.arrays.value.map(() => 1e308) as Float64Array } })).toContain(
      'no finite sum',
    );
    expect(reason(withCell('gain', 1, -Infinity))).toContain('gain -Infinity');
    expect(reason(withCell('cover', 2, 0))).toContain('leaf 2 covers no row');
    expect(reason(withCell('nodeStart', 0, 1))).toContain('"nodeStart"');
    expect(reason(withCell('leafStart', 1, 1e9))).toContain('"leafStart"');
  });

  it('refuses cycles, shared children and children of other trees', () => {
    expect(reason(withCell('left', 1, 0))).toContain('outside');
    expect(reason(withCell('left', 1, 1))).toContain('outside');
    expect(reason(withCell('right', 0, parts.arrays.left[0]))).toContain('two parents');
    expect(reason(withCell('left', 0, -2_000_000_000))).toContain('outside');
    expect(reason(withCell('left', 0, parts.arrays.nodeStart[1]))).toContain('outside');
  });

  it('refuses splits that do not fit the column, and sets beyond its levels', () => {
    const category = parts.arrays.kind.indexOf(2);
    const number = parts.arrays.kind.indexOf(1);
    expect(category).toBeGreaterThanOrEqual(0);
    expect(reason(withCell('kind', category, 0))).toContain('does not fit');
    expect(reason(withCell('kind', number, 2))).toContain('does not fit');
    expect(reason(withCell('column', category, 0))).toContain('does not fit');
    const wider = parts.arrays.setStart.map((start, i) => start + (i > category ? 1 : 0)) as Int32Array;
    const sets = new Uint32Array(parts.arrays.sets.length + 1);
    expect(reason({ ...parts, arrays: { ...parts.arrays, setStart: wider, sets } })).toContain('a set of 2 words');
    const none = new Int32Array(parts.arrays.setStart.length);
    expect(reason({ ...parts, arrays: { ...parts.arrays, setStart: none, sets: new Uint32Array(0) } })).toContain('empty set');
  });

  it('never hangs, crashes or gives a margin that is no number, whatever is changed', () => {
    const names = Object.keys(parts.arrays);
    const mutation = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(),
      value: fc.oneof(fc.integer(), fc.integer({ min: -40, max: 40 }), fc.double()),
      length: fc.option(fc.nat({ max: 60 })),
    });
    let taken = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const arrays: Record<string, PartArray> = Object.fromEntries(names.map((name) => [name, parts.arrays[name].slice()]));
        for (const { name, at, value, length } of mutations) {
          if (length !== null) arrays[name] = arrays[name].slice(0, length);
          if (arrays[name].length > 0) arrays[name][at % arrays[name].length] = value;
        }
        try {
          const opened = gbdt.fromParts({ ...parts, arrays }, heads);
          const out = new Float64Array(x.rows);
          opened.predict(x, out);
          expect(out.every(Number.isFinite)).toBe(true);
          expect(opened.contributions!(x).effects.every(Number.isFinite)).toBe(true);
          taken++;
        } catch (error) {
          expect(error).toMatchObject({ code: 'MW_LEARN_PARTS' });
        }
      }),
      { numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(0);
  });
});

describe('importanceOf', () => {
  it('counts splits and sums their gains per column', () => {
    const { gain, splits } = importanceOf(parts, heads);
    expect(splits.reduce((a, b) => a + b, 0)).toBe(parts.arrays.column.length);
    expect(gain.reduce((a, b) => a + b, 0)).toBeCloseTo(
      (parts.arrays.gain as Float64Array).reduce((a, b) => a + b, 0),
      6,
    );
    expect([...gain].map((g) => g > 0)).toEqual([...splits].map((n) => n > 0));
  });
});
