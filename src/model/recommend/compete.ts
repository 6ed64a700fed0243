import { resolveParams, type Member, type Params } from '../../learn/index.js';
import { recommenderNamed, type Interactions } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import { candidatesFor, choose, judgedCandidate, type Candidate, type Judging, type Tried } from './choose.js';
import type { RecommendEntry } from './content.js';
import type { Method } from './fit.js';
import { searchMethods, type RecommendSearch, type RecommendStudy } from './search.js';
import { weighedBlend } from './weigh-blend.js';

/** Who competes. */
export interface Entrants {
  /** Undefined: compare several. */
  readonly named: Method | undefined;
  /** As they were given, without defaults. */
  readonly given: Params;
}

/** What came of it. */
export interface Competed {
  /** The best settings of each method, what is to be fitted first. */
  readonly leaderboard: readonly RecommendEntry[];
  readonly study: RecommendStudy | undefined;
  readonly notes: readonly string[];
  /** Whether a blend is to be fitted whose weights were found here. */
  readonly isWeighed: boolean;
}

/** The events that a training learns from, and whether what a user did something with may be recommended again. */
interface Learning {
  readonly all: Interactions;
  readonly repeat: boolean;
}

type CompeteRun = RunOptions & {
  readonly tuning?: RecommendSearch;
  readonly stop?: AbortSignal;
  readonly trialEnded?: (line: string) => void;
};

/**
 * Finds what to fit: of several methods the best one, or a blend of them where it pays; of one that was named its settings. A blend that was named, and
 * a ranker, are made of the best settings of each of their members.
 */
export async function compete({ named, given }: Entrants, judging: Judging, learning: Learning, run: CompeteRun): Promise<Competed> {
  const made = named && madeOf(named.learner, given);
  const single = named && !made ? [{ learner: named.learner, params: given }] : undefined;
  const candidates = single ?? made?.members ?? candidatesFor(learning.all);
  const { tried, study } = run.tuning
    ? await searchMethods(candidates, judging, run.tuning, run)
    : { tried: await choose(candidates, judging, run), study: undefined };
  const entries = tried.map(({ entry }) => entry);
  if (made?.learner === 'ranker') {
    run.progress('comparing ranker');
    const ranker = { learner: 'ranker', params: { repeat: learning.repeat, ...given, members: methodsIn(tried) } };
    const { entry } = await judgedCandidate(ranker, judging, run);
    return { leaderboard: [entry, ...entries], study, notes: [], isWeighed: false };
  }
  const blend = single ? undefined : await weighedBlend(tried, judging, made !== undefined, run);
  if (blend) run.say(blend.note);
  const isWeighed = blend?.isTaken === true;
  return { leaderboard: isWeighed ? [blend.entry, ...entries] : entries, study, notes: blend ? [blend.note] : [], isWeighed };
}

/** A method whose members are to be settled first: which of them compete, where that is said. Undefined where there is nothing to settle. */
function madeOf(
  learner: string,
  given: Params,
): { readonly learner: string; readonly members: readonly Candidate[] | undefined } | undefined {
  const { params } = recommenderNamed(learner);
  if (!Object.hasOwn(params, 'members')) return undefined;
  if (given['members'] === undefined) return { learner, members: undefined };
  const members = resolveParams(learner, params, given)['members'] as readonly Member[];
  return members[0].weight === undefined ? { learner, members } : undefined;
}

const methodsIn = (tried: readonly Tried[]): readonly Member[] => tried.map(({ entry: { learner, params } }) => ({ learner, params }));
