import { canonicalJson, random, type Random } from '../../../core/index.js';
import type { Observed, Sampler } from '../../sampler.js';
import { ranked } from '../../rank.js';
import { begun, constantsOf, learned, sampled, type Search } from './search.js';
import { relaxedOf } from './relaxed.js';

/**
 * Covariance matrix adaptation (Hansen and Ostermeier, 2001; with a Cholesky factor as Krause, Arbonès and Igel, NIPS 2016): a cloud of trials
 * that moves, turns and narrows, generation by generation. For numbers that interact, and a few hundred trials or more. A choice
 * is taken by the largest of its own coordinates.
 *
 * A generation learns from the trials that ended; those that are still running when the next one begins are left out. Cost: dimensions² per trial.
 */
export const cmaes: Sampler = {
  name: 'cmaes',
  summary: 'Moves a cloud of trials downhill; for numbers that interact and many trials.',
  objectives: 1,
  begin: (space, seed, lag) => {
    const relaxed = relaxedOf(space);
    const { population } = constantsOf(relaxed.size);
    const draws = (number: number): Random => random(seed, 'cmaes', number);
    const start = (restarts: number): Search => begun(relaxed.size, random(seed, 'cmaes', 'start', restarts), restarts);
    const states: Search[] = [start(0)];
    return ({ number, seen }) => {
      const generation = Math.floor(number / population);
      while (states.length <= generation) {
        const search = states.at(-1)!;
        // Trials that were given, not drawn, say nothing of where the cloud is.
        const isOwn = (one: Observed): boolean =>
          canonicalJson(relaxed.pointAt(sampled(search, draws(one.number)))) === canonicalJson(one.point);
        const [from, to] = [(states.length - 1) * population, states.length * population];
        const own = seen.filter((one) => one.number >= from && one.number <= to - lag && one.losses !== null && isOwn(one));
        const next = learned(
          search,
          ranked(own).map((one) => sampled(search, draws(one.number))),
        );
        states.push(next.isDone ? start(next.restarts + 1) : next);
      }
      return relaxed.pointAt(sampled(states[generation], draws(number)));
    };
  },
};
