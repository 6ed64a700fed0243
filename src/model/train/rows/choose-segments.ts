import { MillwrightError, random, takeRows, type Matrix } from '../../../core/index.js';
import { adjustedRand } from '../../../evaluate/index.js';
import { spaceOf } from '../../../learn/index.js';
import { pick } from '../../rows.js';
import { sampledRows } from '../../sketch/index.js';
import { calledOutputs } from '../../use/answer.js';
import { segmentSilhouettes } from '../../use/segment-silhouettes.js';
import type { LeaderboardEntry } from '../compare.js';
import type { Candidate } from '../plan.js';
import type { Training } from '../training.js';
import type { RowsChoice } from './finder.js';
import { fitOnRows, marginsIn } from './fit-on-rows.js';

/** Rows that candidates are fitted on, and of those the ones that are measured. */
const FITTED = 10_000;
const MEASURED = 1500;
const RESAMPLES = 4;
/** Segments that resampled rows do not bring back are an accident of the rows (Hennig, 2007, dissolves below 0.6). */
const STABLE = 0.6;

/**
 * Compares candidates on the training rows: each is fitted on them and on resamples of them, and its silhouette measured. The best of those that
 * the resamples bring back is chosen, of equals the one with the fewest segments; a number of segments that the rows do not have is left out.
 */
export async function chooseSegments(training: Training<'segment'>, x: Matrix, train: Int32Array): Promise<RowsChoice<'segment'>> {
  const { candidates, metric } = training.plan;
  if (candidates.length === 1) return { chosen: candidates[0], leaderboard: [] };
  const tried: { readonly candidate: Candidate<'segment'>; readonly entry: LeaderboardEntry }[] = [];
  for (const candidate of candidates) {
    const entry = await tryOne(training, candidate, x, train);
    if (entry) tried.push({ candidate, entry });
  }
  if (tried.length === 0) return { chosen: candidates[0], leaderboard: [] };
  const figure = (entry: LeaderboardEntry): number => (metric.name === 'stability' ? entry.stability! : entry.metric);
  const anyStable = tried.some(({ entry }) => isStable(entry));
  const rank = ({ entry }: (typeof tried)[number]): number => figure(entry) - (anyStable && !isStable(entry) ? 10 : 0);
  const sorted = tried.toSorted((a, b) => rank(b) - rank(a));
  return { chosen: sorted[0].candidate, leaderboard: sorted.map(({ entry }) => entry) };
}

const isStable = (entry: LeaderboardEntry): boolean => entry.stability! >= STABLE;

async function tryOne(
  training: Training<'segment'>,
  candidate: Candidate<'segment'>,
  x: Matrix,
  train: Int32Array,
): Promise<LeaderboardEntry | undefined> {
  const { plan, options } = training;
  const started = options.clock();
  const rows = pick(train, sampledRows(train.length, FITTED, plan.seed));
  const measured = takeRows(x, pick(rows, sampledRows(rows.length, MEASURED, plan.seed)));
  const space = spaceOf('silhouette', takeRows(x, rows));
  const words = `${candidate.learner.name}, ${String(candidate.params['segments'])} segments`;
  const by = async (from: Int32Array, seed: number): Promise<{ readonly called: Int32Array; readonly silhouette: number }> => {
    const fitted = await fitOnRows(training, x, from, candidate, words, seed);
    const called = calledOutputs(marginsIn(fitted, measured), fitted.outputs);
    const each = segmentSilhouettes(fitted, space, measured, called);
    return { called, silhouette: each.reduce((sum, s) => sum + s, 0) / each.length };
  };
  try {
    const whole = await by(rows, plan.seed);
    const resampled: Awaited<ReturnType<typeof by>>[] = [];
    for (let b = 0; b < RESAMPLES; b++) {
      const draw = random(plan.seed, 'segments', b);
      resampled.push(
        await by(
          rows.map(() => rows[draw.int(rows.length)]),
          plan.seed + 1 + b,
        ),
      );
    }
    const folds = resampled.map(({ silhouette }) => silhouette);
    if ([whole.silhouette, ...folds].some(Number.isNaN)) return undefined;
    const mean = folds.reduce((sum, s) => sum + s, 0) / RESAMPLES;
    const variance = folds.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (RESAMPLES - 1);
    return {
      learner: candidate.learner.name,
      params: candidate.params,
      metric: whole.silhouette,
      standardError: Math.sqrt(variance),
      folds,
      seconds: (options.clock() - started) / 1000,
      stability: resampled.reduce((sum, { called }) => sum + adjustedRand(whole.called, called), 0) / RESAMPLES,
    };
  } catch (error) {
    if (error instanceof MillwrightError && error.code === 'MW_LEARN_SEGMENTS') return undefined;
    throw error;
  }
}
