import { describe, expect, it } from 'vitest';
import { finished, random } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { searchAnchor, type AnchorSearch } from './search.js';
import { shareBounds } from './share-bounds.js';

describe('the bounds of a share', () => {
  it('are where the evidence is what is allowed, worked by hand', () => {
    // All of n draws: n · ln(1/q) = level, so q = exp(−level / n).
    expect(shareBounds(20, 20, 3)).toEqual({ low: expect.closeTo(Math.exp(-3 / 20), 12), high: 1 });
    expect(shareBounds(0, 20, 3)).toEqual({ low: 0, high: expect.closeTo(1 - Math.exp(-3 / 20), 12) });
    // Half of 100 draws: 100 · (½ ln(½/q) + ½ ln(½/(1−q))) = 50 · ln(1 / (4q(1−q))) = 2, so q = (1 ± √(1 − e^(−1/25))) / 2.
    const off = Math.sqrt(1 - Math.exp(-2 / 50)) / 2;
    expect(shareBounds(50, 100, 2)).toEqual({ low: expect.closeTo(0.5 - off, 12), high: expect.closeTo(0.5 + off, 12) });
    expect(shareBounds(0, 0, 2)).toEqual({ low: 0, high: 1 });
  });
});

const draw = random(3, 'anchor test');
/** Fifty of each age from 0 to 79, so that eighths of them are cut at 10, 20 …; four plans, and columns that say nothing. */
const reference: readonly RowValues[] = Array.from({ length: 4000 }, (_, i) => ({
  age: i % 80,
  plan: ['a', 'b', 'c', 'd'][draw.int(4)],
  noise: draw.uniform(),
  flag: draw.int(2) === 1,
}));
const columns = [
  { name: 'age', kind: 'number' },
  { name: 'plan', kind: 'level' },
  { name: 'noise', kind: 'number' },
  { name: 'flag', kind: 'level' },
] as const;

function searched(model: (row: RowValues) => boolean, row: RowValues, also: Partial<AnchorSearch> = {}) {
  const asked: RowValues[] = [];
  const isSame = (rows: readonly RowValues[]): boolean[] => rows.map((one) => (asked.push(one), model(one) === model(row)));
  const input = { row, columns, reference, isSame, precision: 0.95, mostConditions: 5, evaluations: 20_000, seed: 0, ...also };
  return { found: finished(searchAnchor(input)), asked };
}

const row: RowValues = { age: 7, plan: 'b', noise: 0.4, flag: true };

describe('an anchor', () => {
  it('is the planted rule, with its coverage, and nothing beside it', () => {
    const planted = ({ age, plan }: RowValues): boolean => (age as number) < 20 && plan === 'b';
    const { found, asked } = searched(planted, row);
    expect(found.conditions).toEqual([
      { feature: 'age', kind: 'number', from: null, below: 20, missing: false },
      { feature: 'plan', kind: 'levels', levels: ['b'], missing: false },
    ]);
    expect(found.reached).toBe(true);
    expect(found.precision.value).toBe(1);
    // A quarter of the ages and of the plans: 1 in 16.
    expect(found.coverage.low).toBeLessThan(1 / 16);
    expect(found.coverage.high).toBeGreaterThan(1 / 16);
    expect(asked.length).toBe(found.evaluated);
    expect(found.evaluated).toBeLessThanOrEqual(20_000);
  });

  it('is one range where two ends of a column are due', () => {
    const { found } = searched(({ age }) => (age as number) >= 20 && (age as number) < 40, { ...row, age: 30 });
    expect(found.conditions).toEqual([{ feature: 'age', kind: 'number', from: 20, below: 40, missing: false }]);
    expect(found.coverage.value).toBe(1 / 4);
  });

  it('asks for nothing where nearly every row gets the answer', () => {
    const { found, asked } = searched(({ age }) => (age as number) < 79, row);
    expect(found).toMatchObject({ conditions: [], reached: true, coverage: { value: 1 } });
    expect(asked.length).toBeLessThan(4000);
  });

  it('owns up where no rule that can be said holds the answer', () => {
    const coin = ({ noise }: RowValues): boolean => Math.floor((noise as number) * 1e6) % 2 === 0;
    const { found } = searched(coin, row, { evaluations: 8000 });
    expect(found.reached).toBe(false);
    expect(found.precision.value).toBeLessThan(0.7);
    expect(found.evaluated).toBeLessThanOrEqual(8000);
  });

  it('knows what is missing, and leaves what the other rows lack as the row has it', () => {
    const some = reference.map((one, i): RowValues => ({ ...one, age: i % 3 === 0 ? null : one['age'] }));
    const { found, asked } = searched(({ age }) => age === null, { ...row, age: null, at: 5 }, { reference: some });
    expect(found.conditions).toEqual([{ feature: 'age', kind: 'levels', levels: [], missing: true }]);
    expect(asked.every(({ at }) => at === 5)).toBe(true);
  });

  it('draws under the rule rows that keep to it and are otherwise as they come', () => {
    const { asked, found } = searched(({ plan }) => plan === 'b', row);
    const judged = asked.slice(-2000);
    expect(found.conditions).toHaveLength(1);
    expect(judged.every(({ plan }) => plan === 'b')).toBe(true);
    const flags = judged.filter(({ flag }) => flag).length / 2000;
    // Half of them, give or take five standard errors.
    expect(Math.abs(flags - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 2000));
  });

  it('is the same for the same seed', () => {
    const planted = ({ age, plan }: RowValues): boolean => (age as number) < 20 || plan === 'b';
    expect(searched(planted, row).found).toEqual(searched(planted, row).found);
  });

  it('is as precise as it says: judged by rows that a search never saw', () => {
    let above = 0;
    for (let seed = 0; seed < 30; seed++) {
      const weights = random(seed, 'weights');
      const [w, v, u] = [weights.normal(), weights.normal(), weights.normal()];
      const model = ({ age, plan, flag }: RowValues): boolean =>
        w * ((age as number) / 40 - 1) + (plan === 'b' ? v : 0) + (flag ? u : 0) > 0;
      const { found } = searched(model, row, { seed });
      if (!found.reached) continue;
      // Exactly, over all rows as they are: what is drawn under a rule of columns that are independent is distributed like those that keep to it.
      const holds = reference.filter((one) =>
        found.conditions.every((c) =>
          c.kind === 'levels'
            ? c.levels.includes(one[c.feature] as string)
            : (one[c.feature] as number) >= (c.from ?? -1) && (one[c.feature] as number) < (c.below ?? 99),
        ),
      );
      const share = holds.filter((one) => model(one) === model(row)).length / holds.length;
      expect(share).toBeGreaterThan(0.92);
      above++;
    }
    expect(above).toBeGreaterThan(20);
  });
});
