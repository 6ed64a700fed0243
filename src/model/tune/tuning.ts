import { mwError, type Json } from '../../core/index.js';
import { resolveParams, type Params } from '../../learn/index.js';
import { learnerSpace, prunerNamed, samplerNamed, spaceOf, type Point, type Pruner, type Sampler, type Space } from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';
import { limitsOf, type Limits } from './limits.js';

/** How to search for the best settings. One of `trials` and `budgetMs` ends it, or both. */
export interface TuningOptions {
  /** Most trials. */
  readonly trials?: number;
  /** Wall time of the whole training, milliseconds. */
  readonly budgetMs?: number;
  /** Default `tpe`. */
  readonly sampler?: string;
  /** Default `halving` with a budget in time, else none. */
  readonly pruner?: string;
  /** Longest time for one row, milliseconds, features included, as reckoned: trials that would take longer are not finished. */
  readonly maxLatencyMs?: number;
  /** Largest size of the fitted predictor, bytes: likewise. */
  readonly maxBytes?: number;
  /**
   * `simple` (default): what costs more must be better by more than a standard error: of models that are as good the cheaper is taken, and a blend of
   * several only where it pays; shares of features stay exact where the best trial has them. `best`: the lowest loss, whatever it costs.
   */
  readonly prefer?: Preference;
}

/** What is taken of models that are as good as far as one can tell. */
export type Preference = 'simple' | 'best';

/** A search, settled before any data is read. */
export interface Tuning {
  readonly trials: number;
  readonly budgetMs: number;
  readonly sampler: Sampler;
  readonly pruner: Pruner | undefined;
  readonly space: Space;
  /** Points that are tried first: every learner at its defaults. */
  readonly first: readonly Point[];
  readonly limits: Limits;
  readonly prefer: Preference;
  /** One learner, which the user named: it is not blended with others. */
  readonly isNamed: boolean;
  candidateOf(point: Point): Candidate;
}

const LEARNER = 'learner';

/** The search over some learners, of which given parameters are held. Throws `MW_TUNE_…` where there is nothing to vary, or a name is unknown. */
export function tuningOf(options: TuningOptions, learners: readonly Candidate[], given: Params): Tuning {
  const { trials = Infinity, budgetMs = Infinity, sampler = 'tpe', pruner } = options;
  const prunerName = pruner ?? (budgetMs < Infinity ? 'halving' : 'none');
  const chosen = samplerNamed(sampler);
  const space = spaceOver(learners, given);
  return {
    trials: Math.min(trials, chosen.size?.(space) ?? Infinity),
    budgetMs,
    sampler: chosen,
    pruner: prunerName === 'none' ? undefined : prunerNamed(prunerName),
    space,
    limits: limitsOf(options),
    prefer: options.prefer ?? 'simple',
    isNamed: learners.length === 1,
    first: chosen.name === 'grid' ? [] : learners.map((candidate) => defaultPoint(candidate, space, learners.length > 1)),
    candidateOf: (point) => candidateAt(point, learners, given),
  };
}

const prefixOf = (candidate: Candidate): string => `${candidate.learner.name}.`;

function spaceOver(learners: readonly Candidate[], given: Params): Space {
  const [only] = learners;
  if (learners.length === 1) {
    const space = learnerSpace(only.learner.params, given);
    if (Object.keys(space).length === 0) throw mwError('MW_TUNE_NOTHING', { learner: only.learner.name, given: Object.keys(given) });
    return spaceOf(space);
  }
  const parts = learners.map((one) => learnerSpace(one.learner.params, {}, prefixOf(one), { name: LEARNER, is: [one.learner.name] }));
  return spaceOf(Object.assign({ [LEARNER]: { type: 'choice', choices: learners.map((one) => one.learner.name) } }, ...parts) as Space);
}

function defaultPoint({ learner, params }: Candidate, space: Space, prefixed: boolean): Point {
  const prefix = prefixed ? `${learner.name}.` : '';
  const own = Object.keys(learner.params)
    .filter((name) => `${prefix}${name}` in space)
    .map((name): [string, Json] => [`${prefix}${name}`, params[name]]);
  return { ...(prefixed ? { [LEARNER]: learner.name } : {}), ...Object.fromEntries(own) };
}

function candidateAt(point: Point, learners: readonly Candidate[], given: Params): Candidate {
  const candidate = learners.length === 1 ? learners[0] : learners.find((one) => one.learner.name === point[LEARNER])!;
  const prefix = learners.length === 1 ? '' : prefixOf(candidate);
  const own = Object.entries(point)
    .filter(([name]) => name !== LEARNER && name.startsWith(prefix))
    .map(([name, value]): [string, Json] => [name.slice(prefix.length), value]);
  return {
    learner: candidate.learner,
    params: resolveParams(candidate.learner.name, candidate.learner.params, { ...given, ...Object.fromEntries(own) }),
  };
}
