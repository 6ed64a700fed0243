import { describe, expect, it } from 'vitest';
import { finished, random, type Random } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { changeableLevel, changeableNumber, type Changeable } from './changeable.js';
import { diverse } from './diverse.js';
import { changesOf, searchCounterfactuals, type CounterfactualSearch } from './search.js';

const GRID = Float64Array.of(0, 1, 2, 3, 4, 5);
const LEVELS = ['p', 'q', 'r', 's'];

/** A model of two numbers, two categories and how they act together, drawn anew for each seed. */
function drawnModel(draw: Random): (row: RowValues) => number {
  const steps = Array.from({ length: 2 }, () => Array.from(GRID, () => draw.normal()));
  const scores = Array.from({ length: 2 }, () => LEVELS.map(() => draw.normal()));
  const both = Array.from(GRID, () => LEVELS.map(() => draw.normal()));
  return ({ a, b, c, d }) =>
    steps[0][a as number] +
    steps[1][b as number] +
    scores[0][LEVELS.indexOf(c as string)] +
    scores[1][LEVELS.indexOf(d as string)] +
    both[a as number][LEVELS.indexOf(d as string)];
}

const START: RowValues = { a: 2, b: 3, c: 'p', d: 'q' };
const columns: readonly Changeable[] = [
  changeableNumber('a', 2, GRID, { monotone: 'increasing' }),
  changeableNumber('b', 3, GRID, { changeCost: 0.7 }),
  changeableLevel('c', 'p', LEVELS, { changeCost: 1.3 }),
  changeableLevel('d', 'q', LEVELS),
];
/** By hand: the median is 2.5, and half of the grid lies 1.5 or less away from it. */
const COST_OF_ONE_A = 1 / 1.5;
const costOf = ({ a, b, c, d }: RowValues): number =>
  COST_OF_ONE_A * Math.abs((a as number) - 2) + 0.7 * Math.abs((b as number) - 3) + (c === 'p' ? 0 : 1.3) + (d === 'q' ? 0 : 1);
const holds = ({ b, c }: RowValues): boolean => !(c === 'r' && (b as number) > 3);

const everyRow = [...GRID].flatMap((a) => [...GRID].flatMap((b) => LEVELS.flatMap((c) => LEVELS.map((d): RowValues => ({ a, b, c, d })))));

function searched(model: (row: RowValues) => number, due: number, also: Partial<CounterfactualSearch> = {}) {
  const asked: RowValues[] = [];
  const shortfall = (rows: readonly RowValues[]): number[] => rows.map((row) => (asked.push(row), due - model(row)));
  const found = finished(
    searchCounterfactuals({ row: START, columns, shortfall, holds, most: 3, mostChanges: 4, evaluations: 20_000, ...also }),
  );
  const rowOf = (one: (typeof found.found)[number]): RowValues => ({
    ...START,
    ...Object.fromEntries(changesOf(columns, one).map(({ column, to }) => [column, to])),
  });
  return { ...found, asked, rowOf };
}

describe('counterfactuals', () => {
  it('reach the aim, keep every annotation and rule, and cost hardly more than the cheapest there is', () => {
    const factors: number[] = [];
    let missed = 0;
    for (let seed = 0; seed < 300; seed++) {
      const model = drawnModel(random(seed, 'counterfactual'));
      const due = model(START) + 0.5 + (seed % 8) / 2;
      const allowed = everyRow.filter((row) => (row['a'] as number) >= 2 && holds(row) && model(row) >= due);
      const { found, rowOf } = searched(model, due, { evaluations: 200 });
      if (found.length === 0 && allowed.length > 0) missed++;
      for (const one of found) {
        const row = rowOf(one);
        expect(model(row)).toBeGreaterThanOrEqual(due);
        expect(row['a']).toBeGreaterThanOrEqual(2);
        expect(holds(row)).toBe(true);
        expect(one.cost).toBeCloseTo(costOf(row), 12);
      }
      if (found.length > 0) factors.push(found[0].cost / Math.min(...allowed.map(costOf)));
    }
    expect(factors.length).toBeGreaterThan(200);
    expect(missed).toBeLessThanOrEqual(1);
    expect(Math.max(...factors)).toBeLessThan(1.3);
    expect(factors.reduce((sum, f) => sum + f, 0) / factors.length).toBeLessThan(1.005);
  });

  it('are the cheapest there is when the model may be asked about as many rows as there are', () => {
    for (let seed = 0; seed < 60; seed++) {
      const model = drawnModel(random(seed, 'counterfactual'));
      const due = model(START) + 1.5;
      const costs = everyRow.filter((row) => (row['a'] as number) >= 2 && holds(row) && model(row) >= due).map(costOf);
      const { found } = searched(model, due);
      if (costs.length > 0) expect(found[0].cost).toBeCloseTo(Math.min(...costs), 12);
    }
  });

  it('ask about no row twice, about no more rows than allowed, and answer the same again', () => {
    const model = drawnModel(random(5, 'counterfactual'));
    const one = searched(model, 3, { evaluations: 60 });
    expect(one.evaluated).toBe(one.asked.length);
    expect(one.asked.length).toBeLessThanOrEqual(60);
    expect(new Set(one.asked.map((row) => JSON.stringify(row))).size).toBe(one.asked.length);
    expect(searched(model, 3, { evaluations: 60 }).found).toEqual(one.found);
  });

  it('find where a number turns between the values that were looked at first', () => {
    const sample = Float64Array.from({ length: 1000 }, (_, i) => i);
    const x = [changeableNumber('x', 100, sample)];
    const shortfall = (rows: readonly RowValues[]): number[] => rows.map((row) => 613 - (row['x'] as number));
    const input = { row: { x: 100 }, columns: x, shortfall, holds: () => true, most: 3, mostChanges: 4, evaluations: 200 };
    const { found, evaluated } = finished(searchCounterfactuals(input));
    expect(changesOf(x, found[0])).toEqual([{ column: 'x', from: 100, to: 613 }]);
    expect(evaluated).toBeLessThan(60);
  });

  it('repair a rule that one change alone would break', () => {
    const two = [changeableLevel('internet', 'fiber', ['fiber', 'none']), changeableLevel('streaming', 'yes', ['yes', 'none'])];
    const found = finished(
      searchCounterfactuals({
        row: { internet: 'fiber', streaming: 'yes' },
        columns: two,
        shortfall: (rows) => rows.map((row) => (row['internet'] === 'none' ? -1 : 1)),
        holds: (row) => !(row['internet'] === 'none' && row['streaming'] === 'yes'),
        most: 3,
        mostChanges: 2,
        evaluations: 100,
      }),
    ).found;
    expect(found.map((one) => changesOf(two, one).map(({ column }) => column))).toEqual([['internet', 'streaming']]);
  });

  it('say which change comes nearest where none reaches the aim', () => {
    const model = ({ a }: RowValues): number => a as number;
    const { found, nearest } = searched(model, 100);
    expect(found).toEqual([]);
    expect(changesOf(columns, nearest!).find(({ column }) => column === 'a')).toEqual({ column: 'a', from: 2, to: 5 });
  });

  it('give no answer that changes what another one changes, and more', () => {
    const one = (picks: number[], cost: number) => ({ picks, cost, size: picks.filter((p) => p >= 0).length, shortfall: -1, holds: true });
    const [single, more, other, alike] = [one([0, -1, -1], 1), one([0, 0, -1], 2), one([-1, 0, 1], 2.4), one([-1, 1, -1], 2.5)];
    expect(diverse([single, more, other, alike], 3)).toEqual([single, other, alike]);
    expect(diverse([single, more, other, alike], 1)).toEqual([single]);
  });
});

describe('what a column could be', () => {
  it('are values of other rows, in the direction that they can take, cheapest first', () => {
    const { values, costs } = changeableNumber('age', 3, GRID, { monotone: 'decreasing', changeCost: 2 });
    expect(values).toEqual([2, 1, 0]);
    expect([...costs]).toEqual([2, 4, 6]);
  });

  it('cost something even where the value is not known yet', () => {
    const { values, costs } = changeableNumber('income', null, Float64Array.of(1, 2, 3, 4, 5));
    expect(values).toEqual([2, 3, 4, 1, 5]);
    expect([...costs]).toEqual([1, 1, 1, 2, 2]);
  });

  it('count in the mean distance where most values are equal, and in ones where all are', () => {
    expect([...changeableNumber('x', 0, Float64Array.of(0, 0, 0, 4)).costs]).toEqual([4]);
    expect([...changeableNumber('x', 7, Float64Array.of(5, 5)).costs]).toEqual([2]);
  });

  it('are the commonest levels that differ, all at one cost', () => {
    const { values, costs } = changeableLevel('plan', 'b', ['a', 'b', 'c'], { changeCost: 3 });
    expect(values).toEqual(['a', 'c']);
    expect([...costs]).toEqual([3, 3]);
  });
});
