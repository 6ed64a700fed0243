import { resolveParams, type Params } from '../../learn/index.js';
import { learnerSpace, spaceOf, type ChosenRanges, type Space } from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';
import { isSingle, nearestIn, onlyValue } from './one-value.js';

/** One learner of a search: what of it varies, and what is held. */
export interface Branch {
  readonly candidate: Candidate;
  /** Its part of the space, without a prefix; empty where nothing varies. */
  readonly space: Space;
  readonly chosen: ChosenRanges;
  /** Given, or left one value by whoever chose the ranges. */
  readonly held: Params;
  /** The setting that its fits find by themselves. */
  readonly path: string | undefined;
}

/** A learner whose given parameters are held, over ranges that somebody chose and the usual ones. Without `finds` no setting is left to the fits. Throws `MW_LEARN_PARAM_…` and `MW_TUNE_SPACE`. */
export function branchOf(candidate: Candidate, given: Params, chosen: ChosenRanges = {}, finds = true): Branch {
  const { name, params, path } = candidate.learner;
  const asked = learnerSpace(name, params, given, chosen);
  const single = Object.entries(asked).flatMap(([own, dimension]) => (isSingle(dimension) ? [[own, onlyValue(dimension)] as const] : []));
  const held = { ...given, ...Object.fromEntries(single) };
  const isFound = finds && path !== undefined && !(path.setting in held) && !(path.setting in chosen);
  const open = Object.entries(asked).filter(([own]) => !(own in held) && !(isFound && own === path.setting));
  const space = Object.fromEntries(open);
  if (open.length > 0) spaceOf(Object.fromEntries(open.map(([own, dimension]) => [`${name}.${own}`, dimension])));
  return { candidate, space, chosen, held, path: isFound ? path.setting : undefined };
}

/**
 * Values of what varies: those that are proposed, else the defaults; within the ranges that somebody chose. Where nothing is proposed, the setting that fits else find has its
 * default too: what a training without a search would fit, for no more than that costs.
 */
export function valuesIn({ candidate, space, chosen, path }: Branch, proposed: Params): Params {
  const isDefault = Object.keys(proposed).length === 0;
  const values = Object.fromEntries(
    Object.entries(space).map(([name, dimension]) => {
      const value = proposed[name] ?? candidate.params[name];
      return [name, name in chosen ? nearestIn(dimension, value) : value];
    }),
  );
  return { ...values, ...(path !== undefined && isDefault ? { [path]: candidate.params[path] } : {}) };
}

/** The learner with these values, and the one that its fits found, where they did. `path`: they are to find it, for it is not among the values. */
export function candidateIn({ candidate, held, path }: Branch, values: Params, found?: number): Candidate & { readonly path: boolean } {
  const { name, params: table, path: own } = candidate.learner;
  const isOpen = path !== undefined && found === undefined && !(path in values);
  const params = resolveParams(name, table, {
    ...held,
    ...values,
    ...(path !== undefined && found !== undefined ? { [path]: found } : {}),
  });
  return { learner: candidate.learner, params, path: isOpen && own!.isOpen(params) };
}
