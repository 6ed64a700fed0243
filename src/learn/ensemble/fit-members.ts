import type { FitInput, FitRun, Predictor } from '../learner.js';
import type { Member } from '../params.js';
import type { FindLearner } from './params.js';

/** Fits members one after the other and counts the fits, so that progress says how far of all of them. */
export interface MemberFits {
  readonly task: FitInput['task'];
  readonly fit: (member: Member, input: FitInput, words: string) => Promise<Predictor>;
}

/** Fits for one ensemble that makes so many in all. Each member is told the seed, the threads, the signal and the rows for early stopping. */
export function memberFits(find: FindLearner, task: FitInput['task'], run: FitRun, total: number): MemberFits {
  let done = 0;
  return {
    task,
    fit: async ({ learner, params }, input, words) => {
      const before = done++;
      const predictor = await find(task, learner).fit(input, {
        ...run,
        params,
        progress: (what, part = 0, of = 1) =>
          run.progress?.(`${learner}, ${words}: ${what}`, before + (of > 0 ? Math.min(1, part / of) : 0), total),
      });
      run.signal.throwIfAborted();
      return predictor;
    },
  };
}
