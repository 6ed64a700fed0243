import { MillwrightError, type ColumnHead, type Json, type Task } from '../../core/index.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import type { PartArray, Parts, Predictor } from '../learner.js';
import { ensembleParams, isEnsemble, type FindLearner } from './params.js';

const FORMAT = 1;
const TASKS: readonly Json[] = ['binary', 'multiclass', 'regression'] satisfies readonly Task[];

/** Fitted members, with the names of their learners. */
export interface FittedMembers {
  readonly task: Task;
  readonly learners: readonly string[];
  readonly predictors: readonly Predictor[];
}

/** Members as the artifact stores them, beside the `own` arrays of the ensemble: the arrays of member m are called `m.name`. */
export function memberParts({ task, learners, predictors }: FittedMembers, columns: number, own: Parts['arrays']): Parts {
  const parts = predictors.map((predictor) => predictor.toParts());
  const members = parts.map(({ meta }, m) => ({ learner: learners[m], meta }));
  return {
    meta: { format: FORMAT, outputs: predictors[0].outputs, columns, task, members },
    arrays: { ...own, ...prefixedArrays(parts) },
  };
}

/** The arrays of all parts: those of part m are called `m.name`. */
export const prefixedArrays = (parts: readonly Pick<Parts, 'arrays'>[]): Parts['arrays'] =>
  Object.fromEntries(parts.flatMap(({ arrays }, m) => Object.entries(arrays).map(([name, array]) => [`${m}.${name}`, array] as const)));

/** Members again, and the reader of the ensemble's `own` arrays. Each member's learner checks its part. Throws `MW_LEARN_PARTS`. */
export function membersFrom(
  find: FindLearner,
  ensemble: string,
  parts: Parts,
  heads: readonly ColumnHead[],
  own: readonly string[],
): { readonly members: FittedMembers; readonly checked: CheckedParts } {
  const prefixed = Object.keys(parts.arrays).filter((name) => ownerOf(name) !== undefined);
  const checked = checkedParts(ensemble, parts, FORMAT, heads.length, [...own, ...prefixed]);
  const { damaged, outputs } = checked;
  const { task, members } = parts.meta as { readonly [key: string]: Json };
  if (!TASKS.includes(task)) throw damaged(`its task is ${JSON.stringify(task)}`);
  if (!Array.isArray(members) || members.length === 0 || members.length > ensembleParams.members.most)
    throw damaged('"members" is not a list of members');
  const stray = prefixed.find((name) => ownerOf(name)! >= members.length);
  if (stray !== undefined) throw damaged(`it has an array "${stray}" that belongs to no member`);
  const stored = members.map((member, m) => partFrom(find, task as Task, member, arraysOf(parts, m), heads, damaged));
  const other = stored.findIndex(({ predictor }) => predictor.outputs !== outputs);
  if (other >= 0) throw damaged(`member ${other} has not ${outputs} outputs`);
  return {
    checked,
    members: { task: task as Task, learners: stored.map((m) => m.learner), predictors: stored.map((m) => m.predictor) },
  };
}

/** The number of the part that an array belongs to. */
export function ownerOf(name: string): number | undefined {
  const [, owner] = /^(0|[1-9]\d?)\../.exec(name) ?? [];
  return owner === undefined ? undefined : Number(owner);
}

/** The arrays of one part, under their own names. */
export function arraysOf({ arrays }: Parts, m: number): Record<string, PartArray> {
  const own = Object.entries(arrays).filter(([name]) => ownerOf(name) === m);
  return Object.fromEntries(own.map(([name, array]) => [name.slice(name.indexOf('.') + 1), array]));
}

/** One stored part again, by its learner. */
export function partFrom(
  find: FindLearner,
  task: Task,
  stored: Json,
  arrays: Parts['arrays'],
  heads: readonly ColumnHead[],
  damaged: CheckedParts['damaged'],
): { readonly learner: string; readonly predictor: Predictor } {
  const { learner: name, meta } = (stored ?? {}) as { readonly learner?: Json; readonly meta?: Json };
  if (typeof name !== 'string' || meta === undefined) throw damaged('a member is not a learner with its meta');
  const learner = found(find, task, name);
  if (learner === undefined || isEnsemble(learner)) throw damaged(`"${name}" is no learner that an ensemble has for ${task}`);
  return { learner: name, predictor: learner.fromParts({ meta, arrays }, heads) };
}

function found(find: FindLearner, task: Task, name: string): ReturnType<FindLearner> | undefined {
  try {
    return find(task, name);
  } catch (error) {
    if (error instanceof MillwrightError) return undefined;
    throw error;
  }
}
