import { didYouMean, mwError } from '../core/index.js';
import type { ParamTable, Params } from '../learn/index.js';
import { chosenDimension, type ChosenRanges } from './chosen-range.js';
import type { Dimension } from './dimension.js';
import type { Space } from './space.js';

/**
 * What a search varies of a learner, from its table: parameters with a `search` range, and those of which somebody chose a range, but for those that are
 * given. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_TUNE_SPACE` for a range that cannot be.
 */
export function learnerSpace(learner: string, table: ParamTable, given: Params, chosen: ChosenRanges = {}): Space {
  for (const name of Object.keys(chosen))
    if (!Object.hasOwn(table, name))
      throw mwError('MW_LEARN_PARAM_UNKNOWN', { learner, name, hint: didYouMean(name, Object.keys(table)), known: Object.keys(table) });
  const own = Object.entries(table).flatMap(([name, param]): [string, Dimension][] => {
    const dimension = chosen[name] === undefined ? dimensionOf(param) : chosenDimension(learner, name, param, chosen[name]);
    return dimension && !(name in given) ? [[name, dimension]] : [];
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
