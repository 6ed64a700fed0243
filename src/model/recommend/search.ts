import { durationWords } from '../../core/index.js';
import { recommenderNamed } from '../../recommend/index.js';
import { learnerSpace, samplerNamed, spaceOf, studyOf, type Dimension, type Point, type Space, type Trial } from '../../tune/index.js';
import type { RunOptions } from '../run.js';
import { bestOfEach, judgedCandidate, type Candidate, type Judging, type Tried } from './choose.js';

/** How far a search goes: whichever end comes first. */
export interface RecommendSearch {
  readonly trials?: number;
  readonly budgetMs?: number;
  /** How it picks its trials (default `tpe`). */
  readonly sampler?: string;
}

/** What a search came to. */
export interface RecommendStudy {
  readonly trials: number;
  readonly resumed: number;
  readonly sampler: string;
  readonly ended: 'trials' | 'budget' | 'stopped';
}

/** A search that is not told how far to go. */
const TRIALS = 30;

/**
 * Searches methods and settings by users' newest events: first the candidates as they would be compared without a search, then what the sampler picks. How much
 * more newer events say is found within every trial. Trials run one after the other; the same seed and number of trials give the same choice. `stop` ends it
 * with the best so far.
 */
export async function searchMethods(
  candidates: readonly Candidate[],
  judging: Judging,
  { trials = Infinity, budgetMs = Infinity, sampler: name = 'tpe' }: RecommendSearch,
  run: RunOptions & { readonly stop?: AbortSignal; readonly trialEnded?: (line: string) => void },
): Promise<{ readonly tried: readonly Tried[]; readonly study: RecommendStudy }> {
  const startedMs = run.clock();
  const { space, candidateAt } = spaceFor(candidates);
  if (space === undefined) run.say('There is nothing to search: every setting is given. What is named is judged as it is.');
  const asked = trials === Infinity && budgetMs === Infinity ? TRIALS : trials;
  const most = space === undefined ? candidates.length : asked;
  const study = space && studyOf({ space, sampler: samplerNamed(name), seed: judging.seed, lag: 1, first: [], steps: 1 });
  const ended: Trial[] = [];
  let [best, count]: [readonly Tried[], number] = [[], 0];
  const isOver = (): RecommendStudy['ended'] | undefined =>
    count >= most ? 'trials' : run.clock() - startedMs >= budgetMs ? 'budget' : run.stop?.aborted ? 'stopped' : undefined;
  while (count === 0 || !isOver()) {
    const at = count++;
    run.progress(`trial ${at + 1}${most === Infinity ? '' : ` of ${most}`}`, at, most === Infinity ? undefined : most);
    const point = candidates[at] ? undefined : study!.pointOf(ended.length, ended, []);
    const tried = await judgedCandidate(candidates[at] ?? candidateAt(point!), judging, run);
    const { entry } = tried;
    best = bestOfEach([...best, tried]);
    if (point)
      ended.push({
        number: ended.length,
        point,
        state: 'finished',
        course: [-entry.metric],
        losses: [-entry.metric],
        seconds: entry.seconds,
      });
    run.trialEnded?.(
      `trial ${at + 1}: ${entry.learner}, ${judging.metric.name} ${entry.metric.toFixed(4)}, ${durationWords(1000 * entry.seconds)}`,
    );
  }
  return { tried: best, study: { trials: count, resumed: 0, sampler: name, ended: isOver()! } };
}

const branch = (learner: string, dimension: Dimension): Dimension => ({ ...dimension, when: { name: 'learner', is: [learner] } });

/** Methods as a choice, and the settings of each under its name, where it is chosen; no space where all settings are given. */
function spaceFor(candidates: readonly Candidate[]): {
  readonly space: Space | undefined;
  readonly candidateAt: (point: Point) => Candidate;
} {
  const given = new Map(candidates.map(({ learner, params }) => [learner, params]));
  const isOne = given.size === 1;
  const open = [...given].flatMap(([learner, params]) => {
    const { recency: _, ...table } = recommenderNamed(learner).params;
    const own = learnerSpace(learner, table, isOne ? params : {});
    return Object.keys(own).length > 0 ? [[learner, own] as const] : [];
  });
  const space =
    open.length === 0
      ? undefined
      : spaceOf({
          learner: { type: 'choice', choices: open.map(([learner]) => learner) },
          ...Object.fromEntries(
            open.flatMap(([learner, own]) =>
              Object.entries(own).map(([name, dimension]) => [`${learner}.${name}`, branch(learner, dimension)]),
            ),
          ),
        });
  const candidateAt = (point: Point): Candidate => {
    const learner = String(point['learner']);
    const own = Object.entries(point).flatMap(([name, value]) =>
      name.startsWith(`${learner}.`) ? [[name.slice(learner.length + 1), value] as const] : [],
    );
    return { learner, params: { ...(isOne ? given.get(learner) : {}), ...Object.fromEntries(own) } as Candidate['params'] };
  };
  return { space, candidateAt };
}
