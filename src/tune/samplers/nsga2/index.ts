import { random, type Json, type Random } from '../../../core/index.js';
import { placeOf, valueAt, type Dimension } from '../../dimension.js';
import type { Observed, Sampler } from '../../sampler.js';
import { pointBy, type Point, type Space } from '../../space.js';
import { sobolPoint } from '../sobol/index.js';
import { crowdingOf, dominates, frontsOf } from './fronts.js';

/** Trials per generation. */
const POPULATION = 40;
/** How strongly children resemble their parents, in crossover and in mutation. */
const CROSSOVER_INDEX = 15;
const MUTATION_INDEX = 20;
const CROSSOVER = 0.9;

/**
 * NSGA-II (Deb et al., IEEE Trans. Evol. Comp. 2002): for several objectives at once. Children of the best forty of all earlier generations, best by
 * non-domination and then by the room around them; a trial that breaks constraints less is better. Simulated binary crossover
 * and polynomial mutation. Cost: trials² per generation of 40.
 */
export const nsga2: Sampler = {
  name: 'nsga2',
  summary: 'Breeds trials towards every trade-off between several objectives.',
  objectives: Infinity,
  begin: (space, seed, lag) => {
    const parents: (readonly Observed[])[] = [[]];
    return ({ number, seen }) => {
      const generation = Math.floor(number / POPULATION);
      while (parents.length <= generation) {
        const [from, to] = [(parents.length - 1) * POPULATION, parents.length * POPULATION];
        const children = seen.filter(
          (one) => one.number >= from && one.number <= to - lag && one.losses !== null && (one.reached ?? 1) === 1,
        );
        parents.push(survivors([...parents.at(-1)!, ...children]));
      }
      const pool = parents[generation];
      if (pool.length < 2) return sobolPoint(space, seed, number);
      return child(space, pool, random(seed, 'nsga2', number));
    };
  },
};

/** The best, the best first. */
function survivors(all: readonly Observed[]): readonly Observed[] {
  const losses = all.map((one) => one.losses!);
  const violation = all.map((one) => one.violation ?? 0);
  const isWorse = (a: number, b: number): boolean =>
    violation[a] !== violation[b] ? violation[b] < violation[a] : violation[a] === 0 && dominates(losses[b], losses[a]);
  const order = frontsOf(losses, isWorse).flatMap((front) => {
    const far = crowdingOf(front, losses);
    return front.toSorted((a, b) => far.get(b)! - far.get(a)! || a - b);
  });
  return order.slice(0, POPULATION).map((i) => all[i]);
}

function child(space: Space, pool: readonly Observed[], draws: Random): Point {
  const [a, b] = [tournament(pool, draws), tournament(pool, draws)];
  const mixes = draws.uniform() < CROSSOVER;
  const rate = 1 / Object.keys(space).length;
  return pointBy(space, (name, dimension) => {
    const [x, y] = [a[name], b[name]];
    if (x === undefined && y === undefined) return valueAt(dimension, draws.uniform());
    const value = mixes && x !== undefined && y !== undefined ? crossed(dimension, x, y, draws) : (x ?? y);
    return draws.uniform() < rate ? mutated(dimension, value, draws) : value;
  });
}

/** The better of two, who stand in order. */
const tournament = (pool: readonly Observed[], draws: Random): Point =>
  pool[Math.min(draws.int(pool.length), draws.int(pool.length))].point;

function crossed(dimension: Dimension, a: Json, b: Json, draws: Random): Json {
  if (dimension.type === 'choice') return draws.uniform() < 0.5 ? a : b;
  const [x, y] = [placeOf(dimension, a), placeOf(dimension, b)];
  const u = draws.uniform();
  const power = 1 / (CROSSOVER_INDEX + 1);
  const spread = u < 0.5 ? (2 * u) ** power : (1 / (2 * (1 - u))) ** power;
  const side = draws.uniform() < 0.5 ? 1 : -1;
  return valueAt(dimension, (x + y + side * spread * (x - y)) / 2);
}

function mutated(dimension: Dimension, value: Json, draws: Random): Json {
  if (dimension.type === 'choice') return dimension.choices[draws.int(dimension.choices.length)];
  const u = draws.uniform();
  const power = 1 / (MUTATION_INDEX + 1);
  const step = u < 0.5 ? (2 * u) ** power - 1 : 1 - (2 * (1 - u)) ** power;
  return valueAt(dimension, placeOf(dimension, value) + step);
}
