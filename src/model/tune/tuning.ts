import { mwError, type Json } from '../../core/index.js';
import type { FeatureSettings } from '../../features/index.js';
import type { Params } from '../../learn/index.js';
import {
  prunerNamed,
  samplerNamed,
  spaceOf,
  type ChosenRanges,
  type Point,
  type Pruner,
  type Sampler,
  type Space,
} from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';
import { branchOf, candidateIn, valuesIn, type Branch } from './branch.js';
import { checkObjectives, type Objective } from './objectives.js';
import { isOfFeatures, type FeatureSpace } from './feature-space.js';
import { DEFAULTS_FIRST, firstTrials, suits, type FirstTrial } from './portfolio.js';
import { hasFewRows, type DataShape } from './shape.js';
import type { Limits, LimitsOfRun } from './limits.js';

/** How to search for the best settings. One of `trials` and `budgetMs` ends it, or both. */
export interface TuningOptions extends LimitsOfRun {
  /** Most trials. */
  readonly trials?: number;
  /** Wall time of the whole training, milliseconds. */
  readonly budgetMs?: number;
  /** Default `tpe`; `nsga2` with several objectives. */
  readonly sampler?: string;
  /** Default with a budget in time: `halving`, or `median` where rows are few and folds say little; else none. */
  readonly pruner?: string;
  /**
   * `simple` (default): what costs more must be better by more than a standard error: of models that are as good the cheaper is taken, and a blend of
   * several only where it pays; what takes exact shares of features away must be better by two. `best`: the lowest loss, whatever it costs.
   */
  readonly prefer?: Preference;
  /**
   * What trials are to be low in beside the metric: the search spreads over the trade-offs, and trials that no other beats are marked. The choice among them goes by the metric and
   * `prefer`. The number of trees is then a setting like any other. Default: none.
   */
  readonly objectives?: readonly Objective[];
  /** Ranges by learner and parameter, in place of those of the model's `tune`. */
  readonly space?: Readonly<Record<string, ChosenRanges>>;
  /** Whether to begin with the best settings of an earlier search of the model, on other data. Default: as the model's `tune` says, else true. */
  readonly warmStart?: boolean;
}

/** What a search leaves as it is in one learner, and what that finds by itself. */
export interface FixedSettings {
  readonly learner: string;
  readonly held: Params;
  /** The setting that its fits find; null where they find none. */
  readonly path: string | null;
}

/** What is taken of models that are as good as far as one can tell. */
export type Preference = 'simple' | 'best';

/** A search as it was asked for, settled before any data is read. */
export interface AskedTuning {
  /** The search for data of a shape: what it tries, and what first. */
  for(shape: DataShape): Tuning;
}

/** A search, settled. */
export interface Tuning {
  readonly trials: number;
  readonly budgetMs: number;
  readonly sampler: Sampler;
  readonly pruner: Pruner | undefined;
  readonly space: Space;
  /** What is not searched, by learner: those of the space alone. */
  readonly fixed: readonly FixedSettings[];
  /** What is not searched of the features, where ranges were chosen of them. */
  readonly heldFeatures?: FeatureSettings;
  /** Whether trials may keep some of the features alone. */
  readonly choosesFeatures: boolean;
  readonly warmStart: boolean;
  /** Points that are tried first. */
  readonly first: readonly Point[];
  /** So many of them, the first, are the defaults that always run to their end. A grid has none: its points are those that were asked for. */
  readonly defaults: number;
  readonly limits: Limits;
  /** Beside the metric. */
  readonly objectives: readonly Objective[];
  readonly prefer: Preference;
  /** One learner, which the user named: it is not blended with others. */
  readonly isNamed: boolean;
  /** The learner at a point, with the value of a setting that its fits found there; `path`: they are to find it. */
  candidateOf(point: Point, found?: number): Candidate & { readonly path: boolean };
}

/** What a search is over. */
export interface TuningScope {
  readonly learners: readonly Candidate[];
  /** Names of those that may be left out where the data does not suit them. */
  readonly optional: readonly string[];
  readonly warmStart: boolean;
  /** Parameters that are held. */
  readonly given: Params;
  readonly chosen: Readonly<Record<string, ChosenRanges>>;
  /** Ways to make the features; absent: as defined. */
  readonly features?: FeatureSpace | undefined;
  /** Those of the run and of the definition; absent: none. */
  readonly limits?: Limits;
}

const LEARNER = 'learner';

/** The search over some learners. Throws `MW_TUNE_…` where there is nothing to vary, a range cannot be, or a name is unknown. */
export function tuningOf(
  options: TuningOptions,
  { learners, optional, given, chosen, features, limits = {}, warmStart }: TuningScope,
): AskedTuning {
  const { trials = Infinity, budgetMs = Infinity, objectives: named = [], pruner } = options;
  const sampler = samplerNamed(options.sampler ?? (named.length > 0 ? 'nsga2' : 'tpe'));
  const objectives = checkObjectives(named, sampler, pruner);
  const asked = pruner === undefined || pruner === 'none' ? undefined : prunerNamed(pruner);
  const prunerFor = (shape: DataShape): Pruner | undefined =>
    pruner !== undefined || budgetMs === Infinity || objectives.length > 0 ? asked : prunerNamed(hasFewRows(shape) ? 'median' : 'halving');
  const common = {
    budgetMs,
    sampler,
    warmStart: options.warmStart ?? warmStart,
    limits,
    objectives,
    prefer: options.prefer ?? 'simple',
    isNamed: learners.length === 1,
  };
  const all = learners.map((candidate) => branchOf(candidate, given, chosen[candidate.learner.name], objectives.length === 0));
  const [only] = all;
  const featuresVary = Object.keys(features?.space ?? {}).length > 0;
  if (all.length === 1 && Object.keys(only.space).length === 0 && !featuresVary)
    throw mwError('MW_TUNE_NOTHING', { learner: only.candidate.learner.name, given: Object.keys(only.held) });
  return {
    for: (shape) => {
      const branches = all.filter((branch) => !optional.includes(nameOf(branch)) || suits(nameOf(branch), shape));
      const over = overFeatures(all.length === 1 ? ofOne(only) : ofSeveral(branches), features);
      const first = sampler.name === 'grid' ? [] : firstTrials(shape, branches.map(nameOf));
      return {
        ...over,
        ...common,
        fixed: branches.map(fixedOf),
        ...(features ? { heldFeatures: features.held } : {}),
        choosesFeatures: features?.choosesFeatures ?? false,
        pruner: prunerFor(shape),
        trials: Math.min(trials, sampler.size?.(over.space) ?? Infinity),
        first: different(firstPoints(over, first, features)),
        defaults: Math.min(first.length, branches.length, DEFAULTS_FIRST),
      };
    },
  };
}

const nameOf = ({ candidate }: Branch): string => candidate.learner.name;

const fixedOf = (branch: Branch): FixedSettings => ({ learner: nameOf(branch), held: branch.held, path: branch.path ?? null });

type Over = Pick<Tuning, 'space' | 'candidateOf'> & {
  pointOf(trial: { readonly learner: string; readonly params: Params }): Point;
};

const ofOne = (branch: Branch): Over => ({
  space: branch.space,
  candidateOf: (point, found) => candidateIn(branch, point, found),
  pointOf: ({ params }) => valuesIn(branch, params),
});

/** Names with the learner's in front. */
const prefixed = (learner: string, values: object): object =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${learner}.${name}`, value]));

function ofSeveral(branches: readonly Branch[]): Over {
  const named = (name: Json): Branch => branches.find((branch) => nameOf(branch) === name)!;
  const part = (branch: Branch): object => {
    const when = { name: LEARNER, is: [nameOf(branch)] };
    return prefixed(
      nameOf(branch),
      Object.fromEntries(Object.entries(branch.space).map(([own, dimension]) => [own, { ...dimension, when }])),
    );
  };
  return {
    space: Object.assign({ [LEARNER]: { type: 'choice', choices: branches.map(nameOf) } }, ...branches.map(part)) as Space,
    candidateOf: (point, found) => {
      const { length } = `${String(point[LEARNER])}.`;
      const own = Object.entries(point).filter(([name]) => name !== LEARNER);
      return candidateIn(named(point[LEARNER]), Object.fromEntries(own.map(([name, value]) => [name.slice(length), value])), found);
    },
    pointOf: ({ learner, params }) => ({ [LEARNER]: learner, ...prefixed(learner, valuesIn(named(learner), params)) }),
  };
}

/** The part of a point that is about learners. */
const ofLearners = (point: Point): Point => Object.fromEntries(Object.entries(point).filter(([name]) => !isOfFeatures(name)));

/** The same over ways to make the features too. */
function overFeatures(over: Over, features: FeatureSpace | undefined): Over {
  if (!features) return { ...over, space: spaceOf(over.space) };
  return {
    space: spaceOf({ ...over.space, ...features.space }),
    candidateOf: (point, found) => {
      const settings = features.at(point);
      return { ...over.candidateOf(ofLearners(point), found), ...(settings ? { features: settings } : {}) };
    },
    pointOf: (trial) => ({ ...over.pointOf(trial), ...features.first[0] }),
  };
}

/** What is tried first; the defaults with every way to make the features, right after themselves. */
function firstPoints(over: Over, trials: readonly FirstTrial[], features: FeatureSpace | undefined): readonly Point[] {
  const points = trials.map((trial) => over.pointOf(trial));
  const [, ...others] = features?.first ?? [];
  const tried = points.slice(0, DEFAULTS_FIRST);
  return [...tried, ...others.flatMap((own) => tried.map((point) => ({ ...ofLearners(point), ...own }))), ...points.slice(DEFAULTS_FIRST)];
}

function different(points: readonly Point[]): readonly Point[] {
  const texts = points.map((point) => JSON.stringify(point));
  return points.filter((_, i) => texts.indexOf(texts[i]) === i);
}
