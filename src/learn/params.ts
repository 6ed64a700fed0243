import type { Json } from '../core/index.js';
import { didYouMean, mwError } from '../core/index.js';

/** One parameter of a learner. `low` and `high` are inclusive; `scale` guides search. */
export type Param =
  | {
      readonly type: 'int' | 'number';
      readonly low: number;
      readonly high: number;
      readonly scale: 'linear' | 'log';
      readonly default: number;
      readonly doc: string;
      /** The part of the range that tuning looks at, on the scale that suits it; absent: tuning leaves it at its default. */
      readonly search?: { readonly low: number; readonly high: number; readonly scale?: 'linear' | 'log' };
    }
  | {
      readonly type: 'choice';
      readonly choices: readonly string[];
      readonly default: string;
      readonly doc: string;
      /** The choices that tuning tries; absent: tuning leaves it at its default. */
      readonly search?: readonly string[];
    }
  | { readonly type: 'flag'; readonly default: boolean; readonly doc: string; readonly search?: true }
  | {
      readonly type: 'perFeature';
      readonly choices: readonly string[];
      readonly default: Readonly<Record<string, string>>;
      readonly doc: string;
    }
  | { readonly type: 'featureGroups'; readonly default: readonly (readonly string[])[]; readonly doc: string }
  | { readonly type: 'learner'; readonly default: Member; readonly doc: string }
  | { readonly type: 'learners'; readonly most: number; readonly default: readonly Member[]; readonly doc: string };

/** A learner among others, with the parameters that were given or all of them, and its share of the whole where that is settled: above 0. */
export type Member = { readonly learner: string; readonly params: Params; readonly weight?: number };

/** A number that tuning varies between these ends, on the scale that suits it; absent, on its own. */
export const searched = (param: Param, low: number, high: number, scale?: 'linear' | 'log'): Param =>
  param.type === 'int' || param.type === 'number' ? { ...param, search: { low, high, ...(scale ? { scale } : {}) } } : param;

/** Every parameter of a learner by its name. */
export type ParamTable = Readonly<Record<string, Param>>;
/** Settings of a learner: values by parameter name. */
export type Params = Readonly<Record<string, Json>>;

/**
 * The full settings of a learner: the given ones checked against its table, the others at their defaults.
 * Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`; the message states range and value.
 */
export function resolveParams(learner: string, table: ParamTable, given: Params): Params {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name))
      throw mwError('MW_LEARN_PARAM_UNKNOWN', { learner, name, hint: didYouMean(name, Object.keys(table)), known: Object.keys(table) });
  }
  return Object.fromEntries(
    Object.entries(table).map(([name, param]) => {
      const value = given[name];
      if (value === undefined) return [name, param.default];
      if (!accepts(param, value)) throw mwError('MW_LEARN_PARAM_VALUE', { learner, name, got: JSON.stringify(value), due: dueText(param) });
      if (param.type === 'learner') return [name, memberOf(value as MemberJson)];
      return [name, param.type === 'learners' ? (value as readonly MemberJson[]).map(memberOf) : value];
    }),
  );
}

/** A member as settings may say it: a learner's name alone stands for its defaults. */
type MemberJson = string | { readonly learner: string; readonly params?: Params; readonly weight?: number };

function memberOf(given: MemberJson): Member {
  if (typeof given === 'string') return { learner: given, params: {} };
  const { learner, params = {}, weight } = given;
  return { learner, params, ...(weight === undefined ? {} : { weight }) };
}

function isMember(value: Json): boolean {
  if (typeof value === 'string') return true;
  if (!isObject(value)) return false;
  const { learner, params = {}, weight = 1, ...others } = value;
  return typeof learner === 'string' && isObject(params) && isWeight(weight) && Object.keys(others).length === 0;
}

const isWeight = (value: Json): boolean => typeof value === 'number' && value > 0 && Number.isFinite(value);

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function accepts(param: Param, value: Json): boolean {
  if (param.type === 'flag') return typeof value === 'boolean';
  if (param.type === 'choice') return typeof value === 'string' && param.choices.includes(value);
  if (param.type === 'perFeature') {
    return isObject(value) && Object.values(value).every((v) => param.choices.includes(v as string));
  }
  if (param.type === 'featureGroups') {
    return Array.isArray(value) && value.every((group) => Array.isArray(group) && group.every((name) => typeof name === 'string'));
  }
  if (param.type === 'learner') return isMember(value) && (typeof value === 'string' || !Object.hasOwn(value as object, 'weight'));
  if (param.type === 'learners') return Array.isArray(value) && value.length > 0 && value.length <= param.most && value.every(isMember);
  return typeof value === 'number' && value >= param.low && value <= param.high && (param.type === 'number' || Number.isInteger(value));
}

/** What a parameter takes, in words: `a whole number from 2 to 4096`. */
export function dueText(param: Param): string {
  if (param.type === 'flag') return 'true or false';
  if (param.type === 'choice') return `one of ${param.choices.map((c) => `"${c}"`).join(', ')}`;
  if (param.type === 'perFeature') return `an object that gives features one of ${param.choices.map((c) => `"${c}"`).join(', ')}`;
  if (param.type === 'featureGroups') return 'a list of lists of features';
  if (param.type === 'learner') return 'a learner: a name or {"learner": NAME, "params": {…}}';
  if (param.type === 'learners')
    return `a list of 1 to ${param.most} learners, each a name or {"learner": NAME, "params": {…}, "weight": N}`;
  return `a ${param.type === 'int' ? 'whole number' : 'number'} from ${param.low} to ${param.high}`;
}
