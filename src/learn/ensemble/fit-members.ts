import type { FitInput, FitRun, Predictor } from '../learner.js';
import type { Member } from '../params.js';
import type { FindLearner } from './params.js';

/** Fits one member; `words` say on what. */
export type FitMember = (member: Member, input: FitInput, words: string) => Promise<Predictor>;

/**
 * Fits for one ensemble that makes so many in all: progress says how far of all of them. Each member is told the seed, the threads and the
 * signal of the run.
 */
export function memberFits(find: FindLearner, task: FitInput['task'], run: FitRun, total: number): FitMember {
  let begun = 0;
  return async ({ learner, params }, input, words) => {
    const before = begun++;
    const predictor = await find(task, learner).fit(input, {
      ...run,
      params,
      progress: (what, part = 0, of = 1) =>
        run.progress?.(`${learner}, ${words}: ${what}`, before + (of > 0 ? Math.min(1, part / of) : 0), total),
    });
    run.signal.throwIfAborted();
    return predictor;
  };
}
