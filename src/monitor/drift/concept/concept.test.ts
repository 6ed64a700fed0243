import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random, sigmoid } from '../../../core/index.js';
import type { OutcomeSketch } from '../../../model/index.js';
import { conceptDriftOf } from './concept-drift.js';
import { delong } from './delong.js';
import { recalibrate } from './recalibration.js';

interface Fixture {
  readonly margin: number[];
  readonly came: number[];
  readonly centre: number;
  readonly intercept: number;
  readonly slope: number;
  readonly auc: number;
}
const fixture = (JSON.parse(readFileSync(new URL('../fixtures/statistics.json', import.meta.url), 'utf8')) as { recalibration: Fixture })
  .recalibration;
const rows: OutcomeSketch = { margin: Float64Array.from(fixture.margin), came: Float64Array.from(fixture.came) };

/** Rows whose outcome has the log-odds `shift + scale · margin`. */
function outcomes(count: number, seed: number, shift = 0, scale = 1): OutcomeSketch {
  const draw = random(seed, 'outcomes');
  const margin = Float64Array.from({ length: count }, () => 1.5 * draw.normal() - 1);
  return { margin, came: margin.map((m) => (draw.uniform() < sigmoid(shift + scale * m) ? 1 : 0)) };
}

describe('the parts of concept drift', () => {
  it('recalibration is where SciPy’s minimiser ends', () => {
    const { intercept, slope, variance } = recalibrate(rows, fixture.centre);
    expect(intercept).toBeCloseTo(fixture.intercept, 5);
    expect(slope).toBeCloseTo(fixture.slope, 5);
    expect(variance[0]).toBeGreaterThan(1 / (0.25 * rows.came.length) - 1e-9);
  });

  it('recalibration of rows that the margin parts perfectly is finite', () => {
    const { slope } = recalibrate({ margin: Float64Array.of(-2, -1, 1, 2), came: Float64Array.of(0, 0, 1, 1) }, 0);
    expect(Number.isFinite(slope) && slope > 1).toBe(true);
  });

  it('the area is the share of ordered pairs; its variance, by hand, that of the placements', () => {
    expect(delong(rows).auc).toBeCloseTo(fixture.auc, 12);
    // positives 2, 4 against negatives 1, 3: placements ½, 1 and ½, 0 (of the positives above: ½ and 1; below: 0 and ½)
    const { auc, variance } = delong({ margin: Float64Array.of(2, 4, 1, 3), came: Float64Array.of(1, 1, 0, 0) });
    expect(auc).toBe(0.75);
    expect(variance).toBeCloseTo(0.125 / 2 + 0.125 / 2, 12);
    expect(delong({ margin: Float64Array.of(1, 2), came: Float64Array.of(1, 0) }).auc).toBeNaN();
  });
});

describe('concept drift', () => {
  it('finds that the same answer means other odds', () => {
    const [first] = conceptDriftOf('binary', outcomes(3000, 1), outcomes(2000, 2, 0.7));
    expect(first).toMatchObject({ feature: 'outcome', kind: 'concept', statistic: 'calibration', alarm: true, large: true, rows: 2000 });
    expect(first.low).toBeLessThan(0.7);
    expect(first.high).toBeGreaterThan(0.7);
    expect(first.text).toMatch(/^What would have come true in half of the cases now does in 6\d(\.\d)?%/);
  });

  it('finds that answers have lost their order', () => {
    const findings = conceptDriftOf('binary', outcomes(3000, 1), outcomes(2000, 2, 0, 0.3));
    const auc = findings.find(({ statistic }) => statistic === 'auc')!;
    expect(auc).toMatchObject({ alarm: true, large: true });
    expect(auc.high).toBeLessThan(-0.05);
    expect(auc.text).toMatch(/^The area under the ROC curve fell from 0\.8\d* to 0\.6\d*\.$/);
  });

  it('alarms in about 1% of the windows in which nothing changed, though the answers themselves moved', () => {
    let alarms = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const window = outcomes(300, 2 * seed + 1);
      const moved = window.margin.map((m) => m + 0.5);
      const draw = random(seed, 'again');
      const came = moved.map((m) => (draw.uniform() < sigmoid(m) ? 1 : 0));
      if (
        conceptDriftOf('binary', outcomes(400, 2 * seed), { margin: moved, came }).some(
          ({ statistic, alarm }) => alarm && statistic === 'calibration',
        )
      )
        alarms++;
    }
    expect(alarms).toBeGreaterThanOrEqual(5);
    expect(alarms).toBeLessThanOrEqual(15);
  });

  it('finds the bias of a regression in standard deviations of its errors', () => {
    const draw = random(4, 'errors');
    const make = (count: number, bias: number): OutcomeSketch => {
      const margin = Float64Array.from({ length: count }, () => 10 * draw.uniform());
      return { margin, came: margin.map((m) => m + bias + 2 * draw.normal()) };
    };
    const [first] = conceptDriftOf('regression', make(1000, 0), make(1000, 1));
    expect(first).toMatchObject({ feature: 'error', statistic: 'bias', alarm: true });
    expect(first.low).toBeLessThan(0.5);
    expect(first.high).toBeGreaterThan(0.5);
    expect(conceptDriftOf('regression', make(1000, 0), make(1000, 0))[0].alarm).toBe(false);
  });

  it('says nothing of few outcomes, nor of outcomes all alike', () => {
    expect(conceptDriftOf('binary', outcomes(100, 1), outcomes(49, 2))).toEqual([]);
    const alike = { margin: new Float64Array(100), came: new Float64Array(100) };
    expect(conceptDriftOf('binary', outcomes(100, 1), alike)).toEqual([]);
  });
});
