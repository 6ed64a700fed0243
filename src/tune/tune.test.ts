import { describe, expect, it } from 'vitest';
import { bestOf, isActive, placeOf, pointBy, ranked, samplers, spaceOf, studyOf, valueAt, type Observed, type Trial } from './index.js';
import { rankedFirst } from './rank.js';
import { halving } from './pruners/halving.js';
import { hyperband } from './pruners/hyperband.js';
import { median } from './pruners/median.js';
import { crowdingOf, frontsOf } from './samplers/nsga2/fronts.js';

describe('a space', () => {
  it('is refused by the name of what cannot be searched', () => {
    const number = { type: 'number', low: 0, high: 1, scale: 'linear' } as const;
    const fault = (space: object) => () => spaceOf(space as never);
    expect(fault({})).toThrow(/nothing varies/);
    expect(fault({ a: { ...number, low: 2 } })).toThrow(/"a": its low end 2 is above its high end 1/);
    expect(fault({ a: { ...number, scale: 'log' } })).toThrow(/"a": a log scale must begin above 0, got 0/);
    expect(fault({ a: { ...number, high: Infinity } })).toThrow(/"a": its ends must be finite/);
    expect(fault({ a: { ...number, type: 'int', high: 1.5 } })).toThrow(/"a": its ends must be whole/);
    expect(fault({ a: { type: 'choice', choices: [] } })).toThrow(/"a": it has no choices/);
    expect(fault({ a: { type: 'choice', choices: [1, [2], [2]] } })).toThrow(/"a": the choice \[2\] is there twice/);
    expect(fault({ a: { ...number, when: { name: 'b', is: [1] } } })).toThrow(/names "b", which is no choice that comes before it/);
    const b = { type: 'choice', choices: [1, 2] };
    expect(fault({ b, a: { ...number, when: { name: 'b', is: [3] } } })).toThrow(/asks "b" for 3, which it never is/);
    expect(fault({ b, a: { ...number, when: { name: 'b', is: [] } } })).toThrow(/holds for no value/);
  });

  it('turns places into values and back: numbers on their scale, whole numbers and choices evenly', () => {
    const rate = { type: 'number', low: 0.01, high: 100, scale: 'log' } as const;
    expect([0, 0.25, 0.5, 1, 7].map((place) => valueAt(rate, place))).toEqual([0.01, 0.1, 1, 100, 100]);
    expect(placeOf(rate, 10)).toBeCloseTo(0.75, 12);
    const leaves = { type: 'int', low: 1, high: 4, scale: 'linear' } as const;
    expect([0, 0.24, 0.26, 0.74, 0.76, 1].map((place) => valueAt(leaves, place))).toEqual([1, 1, 2, 3, 4, 4]);
    expect([1, 2, 3, 4].map((value) => placeOf(leaves, value))).toEqual([0.125, 0.375, 0.625, 0.875]);
    const kind = { type: 'choice', choices: ['a', { b: 1 }] } as const;
    expect([0, 0.49, 0.5, 1].map((place) => valueAt(kind, place))).toEqual(['a', 'a', { b: 1 }, { b: 1 }]);
    expect(placeOf(kind, { b: 1 })).toBe(0.75);
  });

  it('holds a dimension only where its condition does', () => {
    const space = spaceOf({
      kind: { type: 'choice', choices: ['tree', 'line'] },
      leaves: { type: 'int', low: 2, high: 8, scale: 'linear', when: { name: 'kind', is: ['tree'] } },
    });
    expect(isActive(space, 'leaves', { kind: 'line' })).toBe(false);
    expect(pointBy(space, (_, dimension) => valueAt(dimension, 0.99))).toEqual({ kind: 'line' });
    expect(pointBy(space, (_, dimension) => valueAt(dimension, 0))).toEqual({ kind: 'tree', leaves: 2 });
  });
});

it('a grid lays out every combination once, branch by branch', () => {
  const space = spaceOf({
    kind: { type: 'choice', choices: ['tree', 'line'] },
    leaves: { type: 'int', low: 1, high: 1000, scale: 'log', when: { name: 'kind', is: ['tree'] } },
    flag: { type: 'choice', choices: [true, false] },
  });
  expect(samplers.grid.size?.(space)).toBe(10);
  const suggest = samplers.grid.begin(space, 1, 1);
  const all = Array.from({ length: 10 }, (_, number) => suggest({ number, seen: [], pending: [] }));
  expect(new Set(all.map((point) => JSON.stringify(point))).size).toBe(10);
  expect(all[0]).toEqual({ kind: 'tree', leaves: 1, flag: true });
  expect(all[9]).toEqual({ kind: 'line', flag: false });
  expect(suggest({ number: 10, seen: [], pending: [] })).toEqual(all[0]);
});

const end = (number: number, more: Partial<Observed>): Observed => ({ number, point: {}, losses: [1], ...more });

it('trials are ranked: by loss, then the pruned by how far they came, then those that break constraints, then the failed', () => {
  const trials = [
    end(0, { losses: null }),
    end(1, { losses: [0], violation: 2 }),
    end(2, { losses: [0], violation: 1 }),
    end(3, { losses: [0.1], reached: 0.2 }),
    end(4, { losses: [0.5], reached: 0.6 }),
    end(5, { losses: [3] }),
    end(6, { losses: [2] }),
    end(7, { losses: [2] }),
  ];
  expect(ranked(trials).map(({ number }) => number)).toEqual([6, 7, 5, 4, 3, 2, 1, 0]);
  for (const count of [1, 3, 8, 20]) expect(rankedFirst(trials, count)).toEqual(ranked(trials).slice(0, count));
});

describe('pruners, by hand', () => {
  const course = (number: number, ...losses: number[]) => ({ number, losses });
  const others = [course(0, 5, 4, 3), course(1, 4, 4, 4), course(2, 3), course(3, 2, 2, 2), course(4, 1, 1)];

  it('median: five others are due, and the best loss so far counts', () => {
    const stops = (...losses: number[]) => median.stops({ trial: course(9, ...losses), others, steps: 3 });
    expect([stops(3), stops(3.1), stops(2.9)]).toEqual([false, true, false]);
    expect(stops(9, 9)).toBe(false); // only four others came as far
  });

  it('halving: one in three goes on from the rungs 1 and 3', () => {
    const stops = (...losses: number[]) => halving.stops({ trial: course(9, ...losses), others, steps: 9 });
    // Six came to rung 1, the trial among them: two places. One other is better than 1.5, two than 2.5.
    expect([stops(1.5), stops(2.5)]).toEqual([false, true]);
    expect(stops(9, 9)).toBe(false); // no rung
    // Four came to rung 3: one place.
    expect([stops(1, 1, 1.9), stops(1, 1, 2.1)]).toEqual([false, true]);
  });

  it('hyperband: of nine steps, nine of seventeen trials are judged from step 1, five from step 3, three never', () => {
    const rivals = Array.from({ length: 17 * 3 }, (_, number) => course(number, ...Array.from({ length: 9 }, () => 0)));
    const judgedAt = (number: number): number =>
      [1, 3].find((step) =>
        hyperband.stops({ trial: course(number, ...Array.from({ length: step }, () => 1)), others: rivals, steps: 9 }),
      ) ?? 9;
    const rungs = Array.from({ length: 17 }, (_, number) => judgedAt(number));
    expect([1, 3, 9].map((rung) => rungs.filter((r) => r === rung).length)).toEqual([9, 5, 3]);
  });
});

describe('fronts of several losses', () => {
  const losses = [
    [1, 4],
    [2, 2],
    [4, 1],
    [3, 3],
    [4, 4],
    [2, 2],
  ];

  it('hold what nothing dominates, then what only those do', () => {
    expect(frontsOf(losses)).toEqual([[0, 1, 2, 5], [3], [4]]);
  });

  it('are crowded where neighbours are near: extents 3 and 3, ends infinite', () => {
    const far = crowdingOf([0, 1, 2], losses);
    expect([...far]).toEqual([
      [0, Infinity],
      [1, (4 - 1) / 3 + (4 - 1) / 3],
      [2, Infinity],
    ]);
  });
});

describe('a study', () => {
  const space = spaceOf({
    x: { type: 'number', low: -5, high: 5, scale: 'linear' },
    y: { type: 'number', low: -5, high: 5, scale: 'linear' },
  });
  const plan = { space, sampler: samplers.tpe, seed: 3, lag: 4, first: [{ x: 1, y: 1 }], steps: 1 };
  const run = ({ x, y }: Record<string, unknown>): number => (Number(x) - 2) ** 2 + Number(y) ** 2;

  /** Runs trials in an order in which up to `width` are open at once. */
  function studied(width: number, trials: number): readonly Trial[] {
    const study = studyOf(plan);
    const all: Trial[] = [];
    while (all.length < trials) {
      const from = all.length;
      const batch = Array.from({ length: Math.min(width, trials - from) }, (_, i) => {
        const number = from + i;
        const ended = all.slice(0, number - plan.lag + 1 > 0 ? number - plan.lag + 1 : 0);
        const begun = [...all.map((trial) => trial.point), ...batchPoints.slice(0, i)];
        const point = study.pointOf(number, ended, begun.slice(Math.max(0, number - plan.lag + 1), number));
        batchPoints[i] = point;
        return { number, point, state: 'finished', course: [], losses: [run(point)], seconds: 0 } as const;
      });
      all.push(...batch);
    }
    return all;
  }
  const batchPoints: Trial['point'][] = [];

  it('has the same trials for one worker and for four, begins with what it is told, and finds the valley', () => {
    const [alone, four] = [studied(1, 40), studied(4, 40)];
    expect(four).toEqual(alone);
    expect(alone[0].point).toEqual({ x: 1, y: 1 });
    const [best] = bestOf(alone);
    expect(best.losses![0]).toBeLessThan(0.5);
  });

  it('takes no failed, pruned or forbidden trial for the best', () => {
    const trial = (number: number, more: Partial<Trial>): Trial => ({
      number,
      point: {},
      state: 'finished',
      course: [],
      losses: [1],
      seconds: 0,
      ...more,
    });
    expect(
      bestOf([
        trial(0, { losses: null, state: 'failed' }),
        trial(1, { losses: null, state: 'pruned' }),
        trial(2, { losses: [0], violation: 1 }),
        trial(3, { losses: [2] }),
        trial(4, { losses: [2] }),
      ]).map(({ number }) => number),
    ).toEqual([3, 4]);
  });
});
