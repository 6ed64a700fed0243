import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { upliftAreas, upliftCurves } from './curves.js';
import { compareUplift, evaluateTargeting, evaluateUplift, upliftFigures } from './index.js';
import { orderedRows } from './rows.js';
import { effectScores } from './targeting.js';

type Sample = Readonly<Record<'y' | 'treated' | 'uplift' | 'gain' | 'qini', number[]>>;
interface Fixture {
  readonly sklift: Sample & { readonly x: number[]; readonly qiniArea: number; readonly gainArea: number };
  readonly causalml: Sample & { readonly auuc: number };
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/uplift.json', import.meta.url), 'utf8')) as Fixture;
const rowsOf = ({ y, treated, uplift }: Sample) => ({ y: Float64Array.from(y), treated, uplift: Float64Array.from(uplift), seed: 1 });

describe('curves and areas', () => {
  it('are those of scikit-uplift over the number of rows, ties together', () => {
    const ordered = orderedRows(rowsOf(fixture.sklift));
    const points = upliftCurves(ordered);
    expect(points.length).toBe(fixture.sklift.x.length);
    points.forEach(({ share, qini, gain }, i) => {
      expect(share).toBeCloseTo(fixture.sklift.x[i], 12);
      expect(qini).toBeCloseTo(fixture.sklift.qini[i], 12);
      expect(gain).toBeCloseTo(fixture.sklift.gain[i], 12);
    });
    const areas = upliftAreas(ordered, ordered.weights);
    expect(areas.qini).toBeCloseTo(fixture.sklift.qiniArea, 12);
    expect(areas.auuc).toBeCloseTo(fixture.sklift.gainArea, 12);
  });

  it('are those of causalml from where both arms have rows', () => {
    const { y, treated, gain, qini, auuc } = fixture.causalml;
    const ordered = orderedRows(rowsOf(fixture.causalml));
    const points = upliftCurves(ordered);
    const both = Math.max(...[0, 1].map((arm) => ordered.treated.indexOf(arm))) + 1;
    expect(both).toBeLessThan(10);
    for (let i = both; i <= y.length; i++) {
      expect(points[i].gain * y.length).toBeCloseTo(gain[i], 9);
      expect(points[i].qini * y.length).toBeCloseTo(qini[i], 9);
    }
    expect(treated.length).toBe(points.length - 1);
    const mean = gain.reduce((sum, v) => sum + v, 0) / gain.length;
    expect(mean).toBeCloseTo(auuc, 9);
  });

  it('worked by hand: both treated rows bought, of the others the less promising', () => {
    const rows = { y: Float64Array.of(1, 0, 1, 1), treated: [1, 0, 1, 0], uplift: Float64Array.of(2, 2, 1, 1), seed: 1 };
    expect(upliftCurves(orderedRows(rows))).toEqual([
      { share: 0, qini: 0, gain: 0 },
      { share: 0.5, qini: 0.25, gain: 0.5 },
      { share: 1, qini: 0.25, gain: 0.5 },
    ]);
    const found = evaluateUplift(rows);
    expect(found.effect.value).toBe(0.5);
    expect(found.qini.value).toBeCloseTo(0.0625, 12);
  });

  it('a weight of two is a row twice', () => {
    const base = rowsOf(fixture.sklift);
    const weights = Float64Array.from(base.y, (_, i) => 1 + (i % 2));
    const rows = Int32Array.from([...base.y.keys()].flatMap((i) => (i % 2 ? [i, i] : [i])));
    const doubled = {
      ...base,
      y: Float64Array.from(rows, (i) => base.y[i]),
      treated: [...rows].map((i) => base.treated[i]),
      uplift: Float64Array.from(rows, (i) => base.uplift[i]),
    };
    const [a, b] = [orderedRows({ ...base, weights }), orderedRows(doubled)];
    expect(upliftAreas(a, a.weights).qini).toBeCloseTo(upliftAreas(b, b.weights).qini, 12);
  });
});

/** A trial in which the effect on a row is its x, −1 to 1, and the outcome without treatment 2 − x, with normal noise. */
function trial(rows: number, share: number, seed: number, noise = 1) {
  const draw = random(seed, 'trial');
  const x = Float64Array.from({ length: rows }, () => 2 * draw.uniform() - 1);
  const treated = Float64Array.from(x, () => (draw.uniform() < share ? 1 : 0));
  const y = x.map((v, i) => 2 - v + treated[i] * v + noise * draw.normal());
  return { x, y, treated, seed, resamples: 200 };
}

describe('judged on rows with a known effect', () => {
  it('the truth ranks well, the reverse as badly, and chance has a Qini of nothing', () => {
    const { x, ...rows } = trial(6000, 0.5, 3);
    const of = (uplift: Float64Array) => evaluateUplift({ ...rows, uplift });
    const draw = random(9, 'chance');
    const [truth, reverse, chance] = [of(x), of(x.map((v) => -v)), of(x.map(() => draw.uniform()))];
    expect(truth.qini.low).toBeGreaterThan(0);
    expect(reverse.qini.high).toBeLessThan(0);
    expect(chance.qini.low).toBeLessThan(0);
    expect(chance.qini.high).toBeGreaterThan(0);
    // Of effects even from −1 to 1, treating the best share s gains s − s²; half of the rows are treated, and its mean is 1/6.
    expect(truth.auuc.low).toBeLessThan(1 / 6);
    expect(truth.auuc.high).toBeGreaterThan(1 / 6);
    expect(truth.qini.value).toBeCloseTo(1 / 12, 1);
    expect(truth.curve.length).toBe(200);
  });

  it('random targeting is called something about as often as its interval says', () => {
    let wrong = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { x, ...rows } = trial(400, 0.5, seed + 100);
      const draw = random(seed, 'chance');
      const { qini } = evaluateUplift({ ...rows, uplift: x.map(() => draw.uniform()) });
      if (qini.low > 0 || qini.high < 0) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(9);
  });

  it('groups show what was predicted beside what was', () => {
    const { x, ...rows } = trial(6000, 0.5, 3);
    const { groups } = evaluateUplift({ ...rows, uplift: x });
    expect(groups.map((g) => g.rows)).toEqual(Array.from({ length: 10 }, () => 600));
    const inside = groups.filter(({ predicted, observed }) => observed!.low <= predicted && predicted <= observed!.high);
    expect(inside.length).toBeGreaterThanOrEqual(8);
    expect(groups[0].predicted).toBeCloseTo(0.9, 1);
  });
});

describe('targeting', () => {
  it('estimates the value of a rule without bias, doubly robust more tightly', () => {
    const { x, ...rows } = trial(10_000, 0.3, 5, 0.3);
    const base = { ...rows, uplift: x, propensity: 0.3, value: 10, cost: 2 };
    // Treats where 10 x > 2: x from 0.2 to 1, of 2; gains ∫ (10 x − 2) / 2 = 1.6. Everyone: −2.
    const expected = { control: x.map((v) => 2 - v), treated: x.map(() => 2) };
    const [plain, robust] = [evaluateTargeting(base), evaluateTargeting({ ...base, expected })];
    for (const found of [plain, robust]) {
      const [model, everyone, nobody] = found.policies;
      expect(model.treats).toBeCloseTo(0.4, 1);
      expect(model.perRow.low).toBeLessThan(1.6);
      expect(model.perRow.high).toBeGreaterThan(1.6);
      expect(everyone.perRow.low).toBeLessThan(-2);
      expect(everyone.perRow.high).toBeGreaterThan(-2);
      expect(nobody.perRow).toEqual({ value: 0, low: 0, high: 0 });
      expect(found.over.policy).toBe('nobody');
      expect(found.over.perRow.low).toBeGreaterThan(1);
    }
    const width = ({ policies: [{ perRow }] }: typeof plain): number => perRow.high - perRow.low;
    expect(width(robust)).toBeLessThan(0.95 * width(plain));
    expect([plain.estimate, robust.estimate]).toEqual(['inverse_propensity', 'doubly_robust']);
  });

  it('worked by hand: the score of a treated and of an untreated row', () => {
    const rows = { y: Float64Array.of(5, 1), treated: [1, 0], propensity: 0.25 };
    const scores = effectScores({ ...rows, expected: { treated: Float64Array.of(4, 4), control: Float64Array.of(2, 2) } });
    expect([...scores]).toEqual([4 - 2 + (5 - 4) / 0.25, 4 - 2 - (1 - 2) / 0.75]);
  });

  it('takes a chance per row: rows that were treated more often do not count more', () => {
    const draw = random(8, 'uneven');
    const kind = Float64Array.from({ length: 10_000 }, () => (draw.uniform() < 0.5 ? 1 : 0));
    const propensity = kind.map((k) => (k === 1 ? 0.8 : 0.2));
    const treated = propensity.map((p) => (draw.uniform() < p ? 1 : 0));
    const y = kind.map((k, i) => 5 * k + treated[i] * (1 + 2 * k) + draw.normal());
    const [, everyone] = evaluateTargeting({ y, treated, propensity, uplift: kind, value: 1, cost: 0, seed: 1, resamples: 200 }).policies;
    expect(everyone.perRow.low).toBeLessThan(2);
    expect(everyone.perRow.high).toBeGreaterThan(2);
  });
});

describe('rows of which nothing can be said', () => {
  const good = { y: Float64Array.of(1, 0), treated: [1, 0], uplift: Float64Array.of(1, 2), seed: 1 };
  it.each([
    [{ treated: [1, 1] }],
    [{ treated: [1, 2] }],
    [{ y: Float64Array.of(1, NaN) }],
    [{ uplift: Float64Array.of(1, Infinity) }],
    [{ propensity: 1 }],
    [{ cost: NaN }],
  ])('are refused: %j', (change) => {
    expect(() => evaluateTargeting({ ...good, propensity: 0.5, value: 1, cost: 0, ...change })).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_UPLIFT' }),
    );
  });

  it('so are arrays of another length', () => {
    for (const change of [
      { treated: [1] },
      { uplift: Float64Array.of(1) },
      { weights: Float64Array.of(1) },
      { expected: { treated: good.y, control: Float64Array.of(1) } },
    ])
      expect(() => evaluateTargeting({ ...good, propensity: 0.5, value: 1, cost: 0, ...change })).toThrow(
        expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }),
      );
  });
});

describe('two rankings of the same rows', () => {
  const { x, ...rows } = trial(4000, 0.5, 9, 0.5);

  it('a better one is ahead with an interval above 0, one is not ahead of itself', () => {
    const noise = random(4, 'noise');
    const worse = x.map(() => noise.normal());
    const gain = compareUplift({ ...rows, uplift: x, other: worse, seed: 3 });
    expect(gain.low).toBeGreaterThan(0);
    expect(gain.value + gain.other).toBeCloseTo(upliftFigures({ ...rows, uplift: x }).qini, 12);
    expect(compareUplift({ ...rows, uplift: x, other: x, seed: 3 })).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it('have the figures of their evaluation', () => {
    const { qini, auuc } = evaluateUplift({ ...rows, uplift: x, seed: 3 });
    expect(upliftFigures({ ...rows, uplift: x })).toEqual({ qini: qini.value, auuc: auuc.value });
  });
});

it('targeting judges whom a decision treats, where it is given', () => {
  const rows = { y: Float64Array.of(9, 1, 2, 2), treated: [1, 0, 1, 0], uplift: Float64Array.of(8, 8, 0, 0), propensity: 0.5 };
  const [own] = evaluateTargeting({ ...rows, value: 1, cost: 3, acts: Uint8Array.of(1, 0, 0, 0), seed: 7 }).policies;
  expect(own.treats).toBe(0.25);
});
