import type { AnyTask } from '../core/index.js';
import { checkBlocks, checkInput } from './check-input.js';
import type { AnyLearner, FitInput, Learner, RowsInput } from './learner.js';

/** The learner, with its rows checked before it sees them: so that bad ones are refused by name, in the same words everywhere. */
export function checked<T extends AnyTask>(learner: Learner<T>): Learner<T> {
  const { fitBlocks } = learner;
  return {
    ...learner,
    ...(fitBlocks && { fitBlocks: async (input, run) => fitBlocks(checkBlocks(learner.name, input) as typeof input, run) }),
    fit: async (input, run) => {
      await checkInput(learner.name, input as FitInput | RowsInput, run.signal);
      return learner.fit(input, run);
    },
  };
}

/** All learners of a table, checked. */
export function allChecked<L extends Readonly<Record<string, AnyLearner>>>(table: L): L {
  return Object.fromEntries(Object.entries(table).map(([name, learner]) => [name, checked(learner as Learner)])) as unknown as L;
}
