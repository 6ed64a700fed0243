import { mwError } from '../../core/index.js';
import type { Learner, Task } from '../learner.js';
import { resolveParams, type Member, type Param, type Params, type ParamTable } from '../params.js';

/** Finds a learner for a task by its name; throws where there is none. The registry hands it in, which is why learners may have members. */
export type FindLearner = (task: Task, name: string) => Learner;

/** Parameters that all ensembles have. */
export const ensembleParams = {
  members: {
    type: 'learners',
    most: 20,
    default: [
      { learner: 'linear', params: {} },
      { learner: 'gbdt', params: {} },
    ],
    doc: 'The learners that are combined, with their parameters; each does the task, and none is an ensemble itself. A blend whose members all have a weight keeps to these.',
  },
  folds: {
    type: 'int',
    low: 2,
    high: 20,
    scale: 'linear',
    default: 5,
    doc: 'Each member is fitted so many times to predict rows that it did not see, and once more on all rows.',
  },
} as const satisfies Record<string, Param>;

/**
 * The settings of an ensemble with those of its members in full; settings without members stay as they are. Throws `MW_LEARN_UNKNOWN`,
 * `MW_LEARN_TASK`, `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`, the last also where some members have a weight and others none, or one that
 * the ensemble does not take.
 */
export function withMembers(find: FindLearner, task: Task, learner: string, settings: Params): Params {
  const members = settings['members'] as readonly Member[];
  const weighted = members.filter(({ weight }) => weight !== undefined).length;
  const due = learner === 'blend' ? 'a weight for every member, or for none' : 'members without a weight';
  if (learner === 'blend' ? weighted % members.length !== 0 : weighted > 0)
    throw mwError('MW_LEARN_PARAM_VALUE', { learner, name: 'members', got: `${weighted} of ${members.length} with one`, due });
  return { ...settings, members: members.map((member) => memberIn(find, task, { learner, name: 'members' }, member)) };
}

/** The settings of a learner that has others do its parts, with theirs in full; `taskOf` says what a part does. Throws as {@link withMembers} does. */
export const withParts = (
  find: FindLearner,
  taskOf: (name: string) => Task,
  learner: string,
  table: ParamTable,
  settings: Params,
): Params =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      table[name].type === 'learner' ? memberIn(find, taskOf(name), { learner, name }, value as unknown as Member) : value,
    ]),
  );

function memberIn(
  find: FindLearner,
  task: Task,
  setting: { readonly learner: string; readonly name: string },
  { learner: name, params, ...weight }: Member,
): Member {
  const learner = find(task, name);
  if (isEnsemble(learner)) throw mwError('MW_LEARN_PARAM_VALUE', { ...setting, got: `"${name}"`, due: DUE });
  return { learner: name, params: resolveParams(name, learner.params, params), ...weight };
}

const DUE = 'learners that are no ensembles themselves';

/** Whether the learner combines others. */
export const isEnsemble = ({ params }: Pick<Learner, 'params'>): boolean => params['members']?.type === 'learners';
