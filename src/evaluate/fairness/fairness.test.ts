import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import type { Scored } from '../scored.js';
import { greatestDifference, leastRatio } from './compare.js';
import { withCrossed } from './crossed.js';
import { fairnessFigures, fairnessOf, type GroupColumn } from './fairness.js';
import { meanOfGroup } from './mean-of-group.js';

interface Case {
  readonly y: readonly number[];
  readonly scores: readonly number[];
  readonly by_group: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly differences: Readonly<Record<string, number>>;
}
type Fixture = Readonly<Record<'binary' | 'multiclass' | 'regression', Case>> & {
  readonly group: readonly string[];
  readonly weight: readonly number[];
};
const fixture = JSON.parse(readFileSync(new URL('../fixtures/fairness.json', import.meta.url), 'utf8')) as Fixture;

const groups = ['a', 'b', 'c'];
const column: GroupColumn = { column: 'sex', columns: ['sex'], groups, codes: Int32Array.from(fixture.group, (g) => groups.indexOf(g)) };
const weights = Float64Array.from(fixture.weight);
const labels = ['0', '1', '2'];

const samples: readonly (readonly [Scored, Case])[] = (['binary', 'multiclass', 'regression'] as const).map((task) => [
  {
    task,
    classes: task === 'multiclass' ? 3 : 1,
    y: Float64Array.from(fixture[task].y),
    scores: Float64Array.from(fixture[task].scores),
    weights,
    threshold: 0.4,
  },
  fixture[task],
]);

describe('figures of groups', () => {
  it.each(samples)('are those of fairlearn and scikit-learn, weighted ($task)', (sample, due) => {
    const found = fairnessOf(sample, labels, column, { seed: 1 });
    expect(found.groups.map((g) => g.name).toSorted()).toEqual(groups);
    for (const { name, figures } of found.groups)
      for (const [figure, value] of Object.entries(due.by_group[name]))
        expect(figures[figure].value, `${figure} of ${name}`).toBeCloseTo(value, 10);
    for (const [difference, value] of Object.entries(due.differences))
      expect(found.differences[difference].value, difference).toBeCloseTo(value, 10);
  });

  it('lie within their intervals', () => {
    for (const [sample] of samples) {
      const { groups: all, differences } = fairnessOf(sample, labels, column, { seed: 1 });
      for (const { value, low, high } of [...all.flatMap((g) => Object.values(g.figures)), ...Object.values(differences)])
        expect([low <= value, value <= high, Number.isFinite(low + high)]).toEqual([true, true, true]);
    }
  });

  it('leave out what no row counts for, groups of few rows, and rows of no known group', () => {
    const sample: Scored = {
      task: 'binary',
      classes: 1,
      y: Float64Array.of(0, 0, 1, 0, 1, 1),
      scores: Float64Array.of(0.1, 0.9, 0.2, 0.4, 0.8, 0.7),
    };
    const codes = Int32Array.of(0, 0, 1, 1, 2, -1);
    const found = fairnessOf(sample, ['0', '1'], { column: 'sex', columns: ['sex'], groups, codes }, { seed: 1, leastRows: 2 });
    expect(found.small).toEqual([{ name: 'c', rows: 1 }]);
    expect(found.unknown).toBe(1);
    expect(found.groups[0].figures['true_positive_rate']).toBeUndefined();
    expect(found.groups[1].figures['precision']).toBeUndefined();
    expect(found.differences['demographic_parity_difference']).toMatchObject({ value: 0.5, between: ['a', 'b'] });
    expect(found.differences['equal_opportunity_difference']).toBeUndefined();
    expect(found.groups.map((g) => g.share)).toEqual([0.4, 0.4]);
  });
});

/** A share of so many rows. */
const shareOf = (hits: number, rows: number) => {
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  return meanOfGroup({ name: 'x', share: true, of: (i) => (i < hits ? 1 : 0) }, { rows: all, weights: new Float64Array(rows).fill(1) })!;
};

describe('the interval of a difference', () => {
  it("of two shares is Newcombe's (1998), table II: 56 of 70 against 48 of 80", () => {
    const found = greatestDifference([
      [
        { group: 'a', mean: shareOf(56, 70) },
        { group: 'b', mean: shareOf(48, 80) },
      ],
    ])!;
    expect(found.value).toBeCloseTo(0.2, 12);
    expect([found.low, found.high].map((end) => end.toFixed(4))).toEqual(['0.0524', '0.3339']);
    expect(found).toMatchObject({ between: ['a', 'b'], certain: true });
  });

  it('reaches down to 0 where chance may explain it, and has a width where no row was ever selected', () => {
    const even = greatestDifference([
      [
        { group: 'a', mean: shareOf(21, 70) },
        { group: 'b', mean: shareOf(20, 70) },
      ],
    ])!;
    expect(even).toMatchObject({ low: 0, certain: false });
    const none = greatestDifference([
      [
        { group: 'a', mean: shareOf(0, 40) },
        { group: 'b', mean: shareOf(0, 40) },
      ],
    ])!;
    expect([none.value, none.low, none.high > 0.08]).toEqual([0, 0, true]);
    expect(
      leastRatio([
        { group: 'a', mean: shareOf(0, 40) },
        { group: 'b', mean: shareOf(0, 40) },
      ]),
    ).toBeUndefined();
    expect(
      leastRatio([
        { group: 'a', mean: shareOf(0, 40) },
        { group: 'b', mean: shareOf(30, 40) },
      ]),
    ).toMatchObject({ value: 0, low: 0, certain: true });
  });

  it('is wider among more groups, for the greatest of many differences is large by chance', () => {
    const groupsOf = (n: number) => Array.from({ length: n }, (_, i) => ({ group: String(i), mean: shareOf(20 + 2 * Math.min(i, 1), 60) }));
    const [two, six] = [2, 6].map((n) => greatestDifference([groupsOf(n)])!);
    expect(six.value).toBeCloseTo(two.value, 12);
    expect(six.high).toBeGreaterThan(two.high);
  });

  it('calls alike groups different in at most 5 of 100 draws', () => {
    let wrong = 0;
    for (let draw = 0; draw < 400; draw++) {
      const r = random(5, 'alike', draw);
      const hits = (rows: number): number => Array.from({ length: rows }, () => r.uniform()).filter((u) => u < 0.2).length;
      const all = [120, 80, 50].map((rows, i) => ({ group: String(i), mean: shareOf(hits(rows), rows) }));
      if (greatestDifference([all])!.certain) wrong++;
    }
    expect(wrong / 400).toBeLessThan(0.06);
  });
});

describe('units', () => {
  it('widen the interval of a share: ten rows of one customer are not ten customers', () => {
    const rows = Int32Array.from({ length: 100 }, (_, i) => i);
    const weight = new Float64Array(100).fill(1);
    const figure = { name: 'x', share: true, of: (i: number) => (Math.floor(i / 10) < 3 ? 1 : 0) };
    const units = rows.map((i) => Math.floor(i / 10));
    const [alone, whole] = [meanOfGroup(figure, { rows, weights: weight })!, meanOfGroup(figure, { rows, weights: weight, units })!];
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(whole.value).toBe(0.3);
    expect(width(whole.interval(0.95)) / width(alone.interval(0.95))).toBeGreaterThan(2.5);
  });
});

describe('two columns', () => {
  it('make groups of every two values; a row that lacks one has none', () => {
    const a = { column: 'sex', columns: ['sex'], groups: ['f', 'm'], codes: Int32Array.of(0, 1, 1, -1) };
    const b = { column: 'age', columns: ['age'], groups: ['young', 'old'], codes: Int32Array.of(1, 0, 1, 1) };
    const [, , both] = withCrossed([a, b]);
    expect(both).toEqual({
      column: 'sex × age',
      columns: ['sex', 'age'],
      groups: ['f, young', 'f, old', 'm, young', 'm, old'],
      codes: Int32Array.of(1, 2, 3, -1),
    });
  });
});

it('every difference says which way is better', () => {
  expect(fairnessFigures('binary').filter((f) => f.better === 'higher')).toEqual([{ name: 'demographic_parity_ratio', better: 'higher' }]);
  expect(fairnessFigures('regression').map((f) => f.name)).toContain('mae_difference');
});
