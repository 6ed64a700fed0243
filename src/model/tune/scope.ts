import { didYouMean, mwError, type Json, type Task } from '../../core/index.js';
import type { Params } from '../../learn/index.js';
import type { ChosenRanges } from '../../tune/index.js';
import { FEATURES } from './feature-space.js';
import type { TuneRules } from './options.js';
import { portfolio } from './portfolio.js';

/** What a search is over, by name. */
export interface Scope {
  readonly learners: readonly string[];
  /** Learners that the search may leave out where the data does not suit them: those that nobody asked for. */
  readonly optional: readonly string[];
  readonly chosen: Readonly<Record<string, ChosenRanges>>;
  /** Options of features, where somebody chose ranges of them. */
  readonly chosenFeatures: ChosenRanges | undefined;
  /** Parameters that are held: those of the run, and those of the definition's learner that have no range. */
  readonly given: Params;
  readonly warmStart: boolean;
}

/**
 * The learners and ranges of a search, by a definition and one run; the run's ranges take the place of the definition's, learner by learner, and so for features. `named` has the
 * parameters of both, `paramsOfRun` the run's alone. A range for what the definition's learner sets lets it vary, from there. Throws `MW_TUNE_SPACE` where the two halves of one request contradict each other.
 */
export function scopeOf(
  task: Task,
  named: { readonly learner: string; readonly params: Params } | undefined,
  rules: TuneRules = {},
  ofRun: Readonly<Record<string, ChosenRanges>> = {},
  paramsOfRun: Params = {},
): Scope {
  const all = { ...rules.space, ...ofRun };
  for (const [name, ranges] of Object.entries(all))
    if (typeof ranges !== 'object' || ranges === null || Array.isArray(ranges))
      throw mwError('MW_TUNE_SPACE', {
        name,
        fault: `ranges are given by parameter, such as {"${name}": {…}}, got ${JSON.stringify(ranges)}`,
      });
  const { [FEATURES]: chosenFeatures, ...chosen } = all;
  if (rules.learners?.length === 0) throw mwError('MW_TUNE_SPACE', { name: '', fault: 'no learner is among those to try' });
  const own = named ? [named.learner] : rules.learners;
  const learners = [...new Set(own ?? [...portfolio[task], ...Object.keys(chosen)])];
  const strange = Object.keys(named ? ofRun : chosen).find((learner) => learner !== FEATURES && !learners.includes(learner));
  if (strange !== undefined)
    throw mwError('MW_TUNE_SPACE', {
      name: strange,
      fault: `it has ranges, but is not among the learners to try (${learners.join(', ')}).${didYouMean(strange, learners)}`,
    });
  const twice = named && Object.keys(ofRun[named.learner] ?? {}).find((name) => Object.hasOwn(paramsOfRun, name));
  if (twice !== undefined)
    throw mwError('MW_TUNE_SPACE', { name: `${named!.learner}.${twice}`, fault: 'it is held by --params and has a range too' });
  const given = Object.entries(named?.params ?? {}).filter(
    ([name]) => Object.hasOwn(paramsOfRun, name) || !Object.hasOwn(chosen[named!.learner] ?? {}, name),
  );
  const optional = own ? [] : learners.filter((name) => !Object.hasOwn(chosen, name));
  return { learners, optional, chosen, chosenFeatures, given: Object.fromEntries(given), warmStart: rules.warmStart ?? true };
}

/** What a search may give learners besides numbers between two ends: parameters that are held, and each value of a list. */
export const paramsIn = ({ given, chosen }: Scope): readonly Params[] => {
  const listed = Object.values(chosen).flatMap((ranges) =>
    Object.entries(ranges).flatMap(([name, range]) => (Array.isArray(range) ? range.map((value: Json) => ({ [name]: value })) : [])),
  );
  return [given, ...listed];
};
