import { figure, inTurns, percent, type Steps } from '../../core/index.js';
import { meanInterval, type Interval } from '../../evaluate/index.js';
import type { Member } from '../../learn/index.js';
import {
  blendCases,
  blendWeights,
  foundBlend,
  partsOfBlend,
  weightedMembers,
  type BlendCase,
  type Recommender,
} from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { Judging, Tried } from './choose.js';
import type { RecommendEntry } from './content.js';
import { methodOf, type Method } from './fit.js';
import { servedHistory } from './served-history.js';

/** A blend of methods, and whether it pays. */
export interface Weighed {
  readonly entry: RecommendEntry;
  readonly isTaken: boolean;
  /** Why it is taken, or not. */
  readonly note: string;
}

const TURN_MS = 10;

/**
 * The blend of the best settings of each method: weights by what users did next, which no method has seen. It is taken where it was asked for, and else where it is better than the best
 * method alone by more than chance, both found by other users than those who judge. None where one method alone is best.
 */
export async function weighedBlend(
  tried: readonly Tried[],
  judging: Judging,
  isAsked: boolean,
  run: RunOptions,
): Promise<Weighed | undefined> {
  if (tried.length < 2 && !isAsked) return undefined;
  const startedMs = run.clock();
  const { metric, seed } = judging;
  run.progress('weighing a blend');
  const recommenders = tried.map(({ recommender }) => recommender);
  const cases = await inTurns(casesFor(recommenders, judging), run.signal, TURN_MS);
  const { weights, values, alone } = await inTurns(foundBlend(cases, tried.length, metric), run.signal, TURN_MS);
  const members = weightedMembers(
    tried.map(({ entry }) => entry),
    weights,
  );
  if (!isAsked && (cases.length === 0 || members.length < 2)) return undefined;
  const { params } = methodOf('blend', { members });
  const own = { learner: 'blend', params, metric: meanOf(values) };
  const gain = meanInterval(values.map((value, c) => value - alone[c]), { seed }, [-1, 1]); // prettier-ignore
  const pays = gain.low > 0 && own.metric > tried[0].entry.metric;
  return {
    entry: { ...own, seconds: (run.clock() - startedMs) / 1000 },
    isTaken: isAsked || pays,
    note:
      cases.length > 0
        ? noteOf(members, gain, metric.name, isAsked, pays)
        : `The blend (${sharesIn(members)}): nobody took anything new that its shares could be found by.`,
  };
}

type Weighing = Pick<Judging, 'judged' | 'suppressed' | 'people' | 'metric'>;

const casesFor = (members: readonly Recommender[], { judged, suppressed, people, metric }: Weighing): Steps<readonly BlendCase[]> =>
  blendCases(members, judged, metric.k, { suppressed, knownOf: servedHistory(people) });

/**
 * The same blend with weights found again, by events that nothing which was fitted has seen: those that it was judged by, which are nearer to what comes. `fitted` is what it
 * was judged as. Undefined where it is no blend.
 */
export async function weighedAgain(
  { params }: Method,
  fitted: Recommender,
  judging: Weighing,
  run: RunOptions,
): Promise<{ readonly method: Method; readonly note: string } | undefined> {
  const parts = partsOfBlend(fitted);
  if (!parts) return undefined;
  const cases = await inTurns(casesFor(parts, judging), run.signal, TURN_MS);
  if (cases.length === 0) return undefined;
  const weights = await inTurns(blendWeights(cases, parts.length, judging.metric), run.signal, TURN_MS);
  const members = weightedMembers(params['members'] as readonly Member[], weights);
  const note = `The blend was refitted with shares found again by the events that it was judged by: ${sharesIn(members)}.`;
  return { method: methodOf('blend', { ...params, members }), note };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function noteOf(members: readonly Member[], gain: Interval, metric: string, isAsked: boolean, pays: boolean): string {
  const who = sharesIn(members);
  const by = `${figure(gain.value, 2)} (${figure(gain.low, 2)} … ${figure(gain.high, 2)}) of ${metric} beside the best method alone, both found by other users than those who judge`;
  if (isAsked) return `The blend (${who}): ${by}.`;
  return pays ? `A blend was chosen (${who}): ${by}.` : `A blend (${who}) was not chosen, since it may be chance: ${by}.`;
}

/** Who has which share, the greatest first: `40% ease, 30% als`. */
export const sharesIn = (members: readonly Member[]): string =>
  members
    .toSorted((a, b) => b.weight! - a.weight!)
    .map(({ learner, weight = 0 }) => `${percent(weight)} ${learner}`)
    .join(', ');
