import type { Learner, Params, Task } from '../../learn/index.js';
import { learnerNamed, resolveParams } from '../../learn/index.js';
import { mwError } from '../../core/index.js';

/** A learner with its full settings. */
export interface Candidate {
  readonly learner: Learner;
  readonly params: Params;
}

/** What `train` compares when no learner is named: the simplest first, so that equal ones go to the simpler. */
const DEFAULT_LEARNERS = ['linear', 'gbdt'] as const;

/** One candidate when a learner is named, else the default ones at their defaults. Checks task and parameters. */
export function candidatesFor(task: Task, chosen: { readonly learner: string; readonly params: Params } | undefined): readonly Candidate[] {
  if (chosen) return [candidate(task, chosen.learner, chosen.params)];
  return DEFAULT_LEARNERS.map((name) => candidate(task, name, {}));
}

export function candidate(task: Task, name: string, params: Params): Candidate {
  const learner: Learner = learnerNamed(name);
  if (!learner.tasks.includes(task)) throw mwError('MW_LEARN_TASK', { learner: name, task, tasks: learner.tasks });
  return { learner, params: resolveParams(name, learner.params, params) };
}
