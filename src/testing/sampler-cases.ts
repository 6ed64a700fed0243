import { spaceOf, type Observed, type Point, type Sampler, type Space } from '../tune/index.js';

/** One promise of a sampler. `run` throws when it is broken. Independent of any test runner. */
export interface SamplerCase {
  readonly name: string;
  readonly run: (sampler: Sampler) => void;
}

const mixed: Space = spaceOf({
  kind: { type: 'choice', choices: ['tree', 'line'] },
  leaves: { type: 'int', low: 2, high: 64, scale: 'log', when: { name: 'kind', is: ['tree'] } },
  rate: { type: 'number', low: 0.001, high: 1, scale: 'log', when: { name: 'kind', is: ['tree'] } },
  penalty: { type: 'number', low: -2, high: 2, scale: 'linear', when: { name: 'kind', is: ['line'] } },
  fixed: { type: 'int', low: 3, high: 3, scale: 'linear' },
  flag: { type: 'choice', choices: [false, true] },
});

/** Lowest at `tree` with few leaves and a rate of 0.1. */
function lossAt({ kind, leaves, rate, penalty, flag }: Point): number {
  const own = kind === 'tree' ? Math.log2(Number(leaves)) / 6 + Math.log10(Number(rate) / 0.1) ** 2 : 1 + Number(penalty) ** 2;
  return own + (flag === true ? 0 : 0.3);
}

/** The trials of a study, one after the other, or `lag` at once. */
function studied(
  sampler: Sampler,
  space: Space,
  loss: (point: Point, number: number) => Omit<Observed, 'number' | 'point'>,
  trials: number,
  seed: number,
  lag = 1,
): Observed[] {
  const suggest = sampler.begin(space, seed, lag);
  const all: Observed[] = [];
  for (let number = 0; number < trials; number++) {
    const known = Math.max(0, number - lag + 1);
    const point = suggest({ number, seen: all.slice(0, known), pending: all.slice(known).map((one) => one.point) });
    all.push({ number, point, ...loss(point, number) });
  }
  return all;
}

const plain = (point: Point): Omit<Observed, 'number' | 'point'> => ({ losses: [lossAt(point)] });

/**
 * Everything that a sampler promises, whatever its idea.
 *
 * ```ts
 * import { samplerCases } from 'millwright/testing';
 * import { samplerNamed } from 'millwright/tune';
 *
 * for (const { run } of samplerCases) run(samplerNamed('tpe')); // throws at a promise that the sampler breaks
 * ```
 */
export const samplerCases: readonly SamplerCase[] = [
  {
    name: 'keeps to the space: every active dimension and no other, within its ends, whole where it is whole',
    run: (sampler) => {
      for (const { point } of studied(sampler, mixed, plain, 60, 1)) {
        const due = point['kind'] === 'tree' ? ['fixed', 'flag', 'kind', 'leaves', 'rate'] : ['fixed', 'flag', 'kind', 'penalty'];
        ensure(Object.keys(point).toSorted().join() === due.join(), `it gave the dimensions ${Object.keys(point).join()}`);
        for (const [name, value] of Object.entries(point)) {
          const dimension = mixed[name];
          const fits =
            dimension.type === 'choice'
              ? dimension.choices.includes(value)
              : Number(value) >= dimension.low && Number(value) <= dimension.high;
          ensure(fits && (dimension.type !== 'int' || Number.isInteger(value)), `${name} is ${JSON.stringify(value)}`);
        }
      }
    },
  },
  {
    name: 'gives the same trials again, and others with another seed where it draws',
    run: (sampler) => {
      const points = (seed: number): string => JSON.stringify(studied(sampler, mixed, plain, 40, seed).map(({ point }) => point));
      ensure(points(5) === points(5), 'the same seed gave other trials');
      if (sampler.size === undefined) ensure(points(5) !== points(6), 'another seed gave the same trials');
    },
  },
  {
    name: 'goes on where a study was ended, as if it had never been',
    run: (sampler) => {
      for (const lag of [1, 3]) {
        const all = studied(sampler, mixed, plain, 45, 2, lag);
        const suggest = sampler.begin(mixed, 2, lag);
        for (let number = 30; number < all.length; number++) {
          const known = Math.max(0, number - lag + 1);
          const point = suggest({ number, seen: all.slice(0, known), pending: all.slice(known, number).map((one) => one.point) });
          ensure(JSON.stringify(point) === JSON.stringify(all[number].point), `trial ${number} of ${lag} at once became another one`);
        }
      }
    },
  },
  {
    name: 'does not run two like trials at once while there are others',
    run: (sampler) => {
      const all = studied(sampler, mixed, plain, 40, 3, 4).map(({ point }) => JSON.stringify(point));
      const alike = all.filter((text, i) => all.slice(Math.max(0, i - 3), i).includes(text)).length;
      ensure(alike <= 2, `${alike} of 40 trials repeat one that runs`);
    },
  },
  {
    name: 'lives with trials that failed, were given up or broke a constraint, and with equal losses',
    run: (sampler) => {
      const ends: ((point: Point, number: number) => Omit<Observed, 'number' | 'point'>)[] = [
        () => ({ losses: null }),
        () => ({ losses: [1] }),
        (point, number) => (number % 3 === 0 ? { losses: null } : { losses: [lossAt(point)] }),
        (point, number) => (number % 2 === 0 ? { losses: [lossAt(point)], reached: 0.2 } : { losses: [lossAt(point)] }),
        (point, number) => (number % 2 === 0 ? { losses: [lossAt(point)], violation: number } : { losses: [lossAt(point)] }),
        (point) => ({ losses: [1e300 * lossAt(point)] }),
      ];
      for (const end of ends) ensure(studied(sampler, mixed, end, 45, 4).length === 45, 'it stopped');
    },
  },
  {
    name: 'lives with a trial outside the ranges, such as a default that is not searched, however good it is',
    run: (sampler) => {
      for (const loss of [-1, 9]) {
        const suggest = sampler.begin(mixed, 5, 1);
        const seen: Observed[] = [{ number: 0, point: { kind: 'tree', leaves: 0, rate: 0, fixed: 3, flag: true }, losses: [loss] }];
        for (let number = 1; number < 90; number++) {
          const point = suggest({ number, seen: [...seen], pending: [] });
          for (const [name, value] of Object.entries(point))
            ensure(typeof value !== 'number' || Number.isFinite(value), `${name} is ${value}`);
          seen.push({ number, point, losses: [lossAt(point)] });
        }
      }
    },
  },
  {
    name: 'tries a space of one point without end',
    run: (sampler) => {
      const one = spaceOf({ only: { type: 'choice', choices: ['this'] }, and: { type: 'number', low: 2, high: 2, scale: 'log' } });
      for (const { point } of studied(sampler, one, () => ({ losses: [0] }), 25, 1))
        ensure(JSON.stringify(point) === '{"only":"this","and":2}', `it gave ${JSON.stringify(point)}`);
    },
  },
];

function ensure(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}
