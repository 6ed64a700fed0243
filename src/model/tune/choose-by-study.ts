import { availableParallelism } from 'node:os';
import { digestOf, mwError, packageVersion, sha256, type Json } from '../../core/index.js';
import { makeTempFolder, removeTempFolder } from '../../data/index.js';
import { calibratedMargins, identityCalibration } from '../../evaluate/index.js';
import { bestOf, studyOf, type Trial } from '../../tune/index.js';
import type { Choice } from '../train/choose.js';
import type { LeaderboardEntry } from '../train/compare.js';
import { outputsOf } from '../train/fit-on.js';
import type { Training } from '../train/training.js';
import { openCrew, type Crew } from './crew.js';
import { tuningSplits } from './folds-of.js';
import { judgeOf, type Judge, type Judged } from './out-of-fold.js';
import { runStudy } from './run-study.js';
import { shapeOf } from './shape.js';
import { countsOf, type StudySummary } from './summary.js';
import type { AskedTuning, Tuning } from './tuning.js';
import { timekeeper } from './timekeeper.js';
import { trialCourse } from './trial-course.js';
import { trialLine } from './trial-line.js';
import { warmed, warmStartOf } from './warm-start.js';
import { writeFolds } from './write-folds.js';

/** Trials that may run at once: as many on every machine, so that a study does not depend on the machine. */
const LAG = 4;
/** Lines of the leaderboard. */
const SHOWN = 20;
/** Longest time for one fold, milliseconds: beyond it a trial hangs. */
const FOLD_LIMIT_MS = 3_600_000;

/**
 * Searches for learner and settings: trials in processes of their own, judged by cross-validation on the training rows, features fitted within each fold. The
 * study is kept in the store under a name made of all that decides it, so that the same training goes on where an earlier one was ended.
 * Same data, settings, seed and number of trials: the same choice, for any number of processes.
 */
export async function chooseByStudy(training: Training, asked: AskedTuning, rows: Int32Array, startedMs: number): Promise<Choice> {
  const shape = shapeOf(training, rows);
  const tuning = asked.for(shape);
  const splits = tuningSplits(training, rows, shape);
  const judge = judgeOf(training, rows, splits);
  const dir = makeTempFolder();
  const crew = openCrew(dir, Math.min(LAG, training.options.threads ?? availableParallelism()));
  try {
    await writeFolds(training, rows, splits, dir);
    return await searched(training, tuning, judge, crew, startedMs);
  } finally {
    crew.close();
    removeTempFolder(dir);
  }
}

async function searched(training: Training, cold: Tuning, judge: Judge, crew: Crew, startedMs: number): Promise<Choice> {
  const { plan, model, options } = training;
  const { store } = options.workspace;
  const own = settingsOf(training, cold, judge.splits.length);
  const warmStart = cold.warmStart ? await warmStartOf(store, model.name, own, cold) : undefined;
  const tuning = warmStart ? warmed(cold, warmStart) : cold;
  const settings = { ...own, ...(warmStart ? { warmStart: warmStart as unknown as Json } : {}) };
  const id = digestOf(settings);
  const time = timekeeper(options, tuning.budgetMs, startedMs, judge.splits.length);
  const judgements = new Map<number, Judged>();
  const ran = new Set<number>();
  let best: Trial | undefined;
  const trials = await runStudy({
    id,
    model: model.name,
    settings,
    study: studyOf({ ...tuning, pruner: tuning.pruner!, seed: plan.seed, lag: LAG, steps: judge.splits.length }),
    lag: LAG,
    store,
    workers: crew.size,
    most: tuning.trials,
    mayBegin: time.mayBegin,
    cut: time.cut,
    nowMs: options.clock,
    run: async (number, point, stops, signal) => {
      const { end, judged } = await runTrial(judge, crew, tuning.candidateOf(point), stops, signal, plan.metric.better === 'higher');
      if (judged) judgements.set(number, judged);
      time.took(end.seconds, end.course.length);
      return end;
    },
    told: (trial, isNew) => {
      if (isNew) ran.add(trial.number);
      else time.took(trial.seconds, trial.course.length);
      best = bestOf([...(best ? [best] : []), trial])[0];
      const line = trialLine(trial, best, tuning.candidateOf(trial.point), plan.metric);
      if (Number.isFinite(tuning.trials)) options.progress(line, trial.number + 1, tuning.trials);
      else options.progress(line);
      if (isNew) options.trialEnded?.(line);
    },
  }).finally(time.stop);
  if (options.signal.aborted) throw options.signal.reason;
  const order = bestOf(trials);
  if (order.length === 0) throw mwError('MW_TUNE_NO_TRIAL', { trials: trials.length, why: whyNone(trials) });
  const [first] = order;
  const again = judgements.has(first.number)
    ? undefined
    : await runTrial(judge, crew, tuning.candidateOf(first.point), () => false, options.signal, true);
  const known = judgements.get(first.number) ?? again?.judged;
  if (!known) throw mwError('MW_TUNE_NO_TRIAL', { trials: trials.length, why: again?.end.reason ?? 'the best could not be repeated' });
  const calibration = known.calibration ?? identityCalibration(outputsOf(training.prepared));
  const summary: StudySummary = {
    id,
    sampler: tuning.sampler.name,
    pruner: tuning.pruner?.name ?? 'none',
    ...countsOf(trials),
    resumed: trials.filter(({ number }) => !ran.has(number)).length,
    ...(warmStart ? { warmStart: { study: warmStart.study, points: warmStart.points.length } } : {}),
    ended: trials.length >= tuning.trials ? 'trials' : 'budget',
  };
  return {
    chosen: tuning.candidateOf(first.point, first.found),
    leaderboard: order.slice(0, SHOWN).map((trial) => lineOf(trial, tuning, training)),
    calibration,
    outOfFold: { rows: known.outOfFold.rows, margins: calibratedMargins(calibration, known.outOfFold.margins) },
    study: summary,
  };
}

/** All that decides a trial, but for what is taken over from an earlier study: a digest of both is the study's name. */
function settingsOf({ prepared, model, plan }: Training, tuning: Tuning, folds: number): Readonly<Record<string, Json>> {
  return {
    code: packageVersion(),
    data: prepared.loaded.fingerprint,
    rows: prepared.rows,
    target: sha256(new Uint8Array(prepared.target.y.buffer, prepared.target.y.byteOffset, prepared.target.y.byteLength)),
    problem: JSON.parse(JSON.stringify({ ...model.problem, table: { ...model.problem.table, source: null } })) as Json,
    features: model.features as unknown as Json,
    candidates: plan.candidates.map(({ learner, params }) => ({ learner: learner.name, params })),
    space: tuning.space as unknown as Json,
    sampler: tuning.sampler.name,
    pruner: tuning.pruner?.name ?? null,
    metric: plan.metric.name,
    seed: plan.seed,
    folds,
    first: tuning.first as unknown as Json,
    lag: LAG,
  };
}

interface TrialResult {
  readonly end: Omit<Trial, 'number' | 'point'>;
  readonly judged?: Judged;
}

async function runTrial(
  judge: Judge,
  crew: Crew,
  { learner, params, path }: ReturnType<Tuning['candidateOf']>,
  stops: (course: readonly number[]) => boolean,
  signal: AbortSignal,
  isHigherBetter: boolean,
): Promise<TrialResult> {
  const trial = trialCourse(judge);
  const means: number[] = [];
  let seconds = 0;
  const ran = await crew.run(
    {
      learner: learner.name,
      params,
      path,
      limitMs: FOLD_LIMIT_MS,
      step: (_, margins, took, values) => {
        seconds += took;
        means.push(trial.add(margins, values));
        return { yes: Number.isFinite(means.at(-1)) && !stops(means), values: trial.wanted() };
      },
    },
    signal,
  );
  if (ran.kind === 'failed')
    return { end: { state: 'failed', course: means.filter(Number.isFinite), losses: null, seconds, reason: ran.reason } };
  if (!means.every(Number.isFinite))
    return { end: { state: 'failed', course: [], losses: null, seconds, reason: 'the metric is undefined' } };
  const { margins, course, value } = trial.best();
  if (margins.length < judge.splits.length) return { end: { state: 'pruned', course, losses: null, seconds } };
  const judged = judge.judged(margins);
  return {
    end: {
      state: 'finished',
      course,
      losses: [isHigherBetter ? -judged.mean : judged.mean],
      standardError: judged.standardError,
      seconds,
      ...(value === undefined ? {} : { found: value }),
    },
    judged,
  };
}

function whyNone(trials: readonly Trial[]): string {
  const failed = trials.find(({ state }) => state === 'failed');
  if (failed) return failed.reason ?? 'they failed';
  return trials.length === 0 ? 'the budget is shorter than one trial' : 'all were pruned';
}

/** The folds are those of the margins as they were; the mean is calibrated, as it would be served. */
function lineOf(trial: Trial, tuning: Tuning, { plan }: Training): LeaderboardEntry {
  const { learner, params } = tuning.candidateOf(trial.point, trial.found);
  const sign = plan.metric.better === 'higher' ? -1 : 1;
  return {
    learner: learner.name,
    params,
    metric: sign * trial.losses![0],
    standardError: trial.standardError ?? 0,
    folds: trial.course.map((mean, i, all) => sign * ((i + 1) * mean - i * (all[i - 1] ?? 0))),
    seconds: trial.seconds,
  };
}
