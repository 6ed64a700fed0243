import type { ParamTable, Params } from '../learn/index.js';
import type { Condition, Dimension } from './dimension.js';
import type { Space } from './space.js';

/**
 * The part of a learner's parameters that tuning varies, from its table: parameters with a `search` range, but for those that are given. Names carry `prefix`
 * in front, and all hold under `when`, so that several learners share one space.
 */
export function learnerSpace(table: ParamTable, given: Params, prefix = '', when?: Condition): Space {
  const own = Object.entries(table).flatMap(([name, param]): [string, Dimension][] => {
    const dimension = name in given ? undefined : dimensionOf(param);
    return dimension ? [[`${prefix}${name}`, when ? { ...dimension, when } : dimension]] : [];
  });
  return Object.fromEntries(own);
}

function dimensionOf(param: ParamTable[string]): Dimension | undefined {
  if (!('search' in param) || param.search === undefined) return undefined;
  if (param.type === 'flag') return { type: 'choice', choices: [false, true] };
  if (param.type === 'choice') return { type: 'choice', choices: param.search };
  const { low, high, scale = param.scale } = param.search;
  return { type: param.type, low, high, scale };
}
