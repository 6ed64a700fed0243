import { availableParallelism } from 'node:os';
import { digestOf, type Json } from '../../core/index.js';
import { makeTempFolder, removeTempFolder } from '../../data/index.js';
import { calibratedMargins, identityCalibration } from '../../evaluate/index.js';
import { bestOf, studyOf, type Trial } from '../../tune/index.js';
import { calibrationNotes } from '../train/calibrate.js';
import type { Choice } from '../train/choose.js';
import { outputsOf } from '../train/fit-on.js';
import type { Candidate } from '../train/plan.js';
import type { Training } from '../train/training.js';
import { openCrew } from './crew.js';
import { decide } from './decide.js';
import { lossOfDefaults, shortNote } from './defaults.js';
import { featureNotes } from './feature-notes.js';
import { foldEncodings } from './fold-encodings.js';
import { tuningSplits } from './folds-of.js';
import { marginsKept, type Known, type MarginsKept } from './known.js';
import { leaderboardOf } from './leaderboard.js';
import { whyNone } from './no-trial.js';
import { judgeOf } from './out-of-fold.js';
import { poolOf } from './pool.js';
import { runStudy } from './run-study.js';
import { runTrial, type TrialGround } from './run-trial.js';
import { LAG, settingsOf } from './study-settings.js';
import { shapeOf } from './shape.js';
import { bestsOf, countsOf, type StudySummary } from './summary.js';
import type { AskedTuning, Tuning } from './tuning.js';
import { timekeeper, type Timekeeper } from './timekeeper.js';
import { trialLine } from './trial-line.js';
import { warmed, warmStartOf, type WarmStart } from './warm-start.js';

/** Fits that follow a search in which a blend may be chosen, beside those of one model: two members more, fitted twice. */
const FITS_OF_BLEND = 4;

/**
 * Searches for learner and settings: trials in processes of their own, judged by cross-validation on the training rows, features fitted within each fold. The
 * study is kept in the store under a name made of all that decides it, so that the same training goes on where an earlier one was ended.
 * Same data, settings, seed and number of trials: the same choice, for any number of processes.
 */
export async function chooseByStudy(training: Training, asked: AskedTuning, rows: Int32Array, startedMs: number): Promise<Choice> {
  const { options, model } = training;
  const shape = shapeOf(training, rows);
  const tuning = asked.for(shape);
  const splits = tuningSplits(training, rows, shape);
  const dir = makeTempFolder();
  const crew = openCrew(dir, Math.min(LAG, options.threads ?? availableParallelism()));
  const time = timekeeper(options, tuning.budgetMs, startedMs, splits.length, tuning.isNamed ? 0 : FITS_OF_BLEND);
  try {
    const encodings = foldEncodings(training, rows, splits, { dir, isRanked: tuning.choosesFeatures });
    const [first] = tuning.first;
    await encodings.use(first && tuning.candidateOf(first).features, options.signal, async () => undefined);
    const ground: TrialGround = {
      judge: judgeOf(training, rows, splits),
      crew,
      limits: tuning.limits,
      objectives: tuning.objectives,
      features: Object.keys(model.features).length,
      encodings,
      tookFold: time.tookFold,
    };
    return await searched({
      training,
      tuning,
      rows,
      ground,
      time,
      kept: marginsKept(({ point }) => tuning.candidateOf(point).learner.name),
    });
  } finally {
    time.stop();
    crew.close();
    removeTempFolder(dir);
  }
}

/** A search, and what it works with. */
interface Search {
  readonly training: Training;
  readonly tuning: Tuning;
  readonly rows: Int32Array;
  readonly ground: TrialGround;
  readonly time: Timekeeper;
  readonly kept: MarginsKept;
}

async function searched(search: Search): Promise<Choice> {
  const { training, tuning, rows, ground, time } = search;
  const { options, prepared } = training;
  const { id, trials, ran, warmStart, overran } = await studied(search);
  options.signal.throwIfAborted();
  const order = bestOf(trials);
  if (order.length === 0) throw whyNone(tuning, trials, time, ground.judge.splits.length);
  const known = await knownOf(search, order);
  const decision = await decide({
    training,
    tuning,
    judge: ground.judge,
    rows,
    known,
    defaultLoss: lossOfDefaults(tuning, trials),
    leftMs: time.leftMs(),
  });
  const judged = ground.judge.judged(decision.margins);
  const calibration = judged.calibration ?? identityCalibration(outputsOf(prepared));
  const summary: StudySummary = {
    id,
    sampler: tuning.sampler.name,
    pruner: tuning.pruner?.name ?? 'none',
    ...countsOf(trials),
    resumed: trials.filter(({ number }) => !ran.has(number)).length,
    ...(tuning.objectives.length > 0 ? { objectives: tuning.objectives } : {}),
    ...(tuning.heldFeatures ? { features: decision.candidate.features ?? {} } : {}),
    ...(warmStart ? { warmStart: { study: warmStart.study, points: warmStart.points.length } } : {}),
    ended: options.stop?.aborted ? 'stopped' : trials.length >= tuning.trials ? 'trials' : 'budget',
    bests: bestsOf(
      trials,
      ({ point, found }) => tuning.candidateOf(point, found).learner.name,
      (loss) => (training.plan.metric.better === 'higher' ? -loss : loss),
    ),
  };
  const notes = [
    ...(overran ? [shortNote(tuning, trials, time)] : []),
    ...decision.notes,
    ...featureNotes(tuning, decision.candidate.features),
    ...calibrationNotes(training, judged.outOfFold.rows, judged.outOfFold.margins),
  ];
  for (const note of notes) options.say(note);
  return {
    chosen: decision.candidate,
    leaderboard: leaderboardOf(
      training,
      order,
      ({ point, found }) => tuning.candidateOf(point, found),
      decision,
      tuning.objectives.length > 0,
    ),
    calibration,
    outOfFold: { rows: judged.outOfFold.rows, margins: calibratedMargins(calibration, judged.outOfFold.margins) },
    study: summary,
    notes,
  };
}

interface Studied {
  readonly id: string;
  readonly trials: readonly Trial[];
  /** Numbers of those that this process ran. */
  readonly ran: ReadonlySet<number>;
  readonly warmStart: WarmStart | undefined;
  /** Whether the time for trials was up before the defaults had ended. */
  readonly overran: boolean;
}

/** Runs the trials of the study, or goes on with it. */
async function studied({ training, tuning: cold, ground, time, kept }: Search): Promise<Studied> {
  const { plan, model, options } = training;
  const steps = ground.judge.splits.length;
  const { store } = options.workspace;
  const own = settingsOf(training, cold, steps);
  const warmStart = cold.warmStart ? await warmStartOf(store, model.name, own, cold) : undefined;
  const tuning = warmStart ? warmed(cold, warmStart) : cold;
  const settings = { ...own, ...(warmStart ? { warmStart: warmStart as unknown as Json } : {}) };
  const id = digestOf(settings);
  const ran = new Set<number>();
  let best: Trial | undefined;
  let overran = false;
  const trials = await runStudy({
    id,
    model: model.name,
    settings,
    study: studyOf({ ...tuning, pruner: tuning.pruner!, seed: plan.seed, lag: LAG, steps }),
    lag: LAG,
    store,
    workers: ground.crew.size,
    most: tuning.trials,
    sure: tuning.defaults,
    mayBegin: time.mayBegin,
    cut: time.cut,
    late: time.late,
    nowMs: options.clock,
    run: async (number, point, stops, signal) => {
      const { end, margins } = await runTrial(ground, tuning.candidateOf(point), stops, signal);
      if (margins) kept.add({ number, point, ...end }, margins);
      time.took(end.seconds, end.course.length);
      return end;
    },
    told: (trial, isNew) => {
      if (isNew) {
        ran.add(trial.number);
        overran ||= trial.number < tuning.defaults && time.isUp();
      } else time.took(trial.seconds, trial.course.length);
      best = bestOf([...(best ? [best] : []), trial])[0];
      if (best) options.found?.();
      const line = trialLine(trial, best, tuning.candidateOf(trial.point), plan.metric);
      if (Number.isFinite(tuning.trials)) options.progress(line, trial.number + 1, tuning.trials);
      else options.progress(line);
      if (isNew) options.trialEnded?.(line);
    },
  });
  return { id, trials, ran, warmStart, overran };
}

/**
 * The trials that the choice is made of, with their margins, the best first. Those of an earlier run are run again, to the same bits; where time is short, or the search
 * was stopped, the best alone.
 */
async function knownOf(search: Search, order: readonly Trial[]): Promise<readonly Known[]> {
  const { tuning, ground, kept } = search;
  const { signal, stop } = search.training.options;
  const candidateOf = ({ point, found }: Trial): Candidate => tuning.candidateOf(point, found);
  const isShort = tuning.budgetMs < Infinity || stop?.aborted === true;
  const pool = poolOf(order, (trial) => candidateOf(trial).learner.name);
  const known = pool.map(async (trial, place): Promise<readonly Known[]> => {
    const candidate = candidateOf(trial);
    const own = kept.of(trial.number);
    if (own) return [{ trial, candidate, margins: own }];
    if (place > 0 && isShort) return [];
    const { end, margins } = await runTrial(ground, tuning.candidateOf(trial.point), () => false, signal);
    if (margins) return [{ trial, candidate, margins }];
    if (place > 0) return [];
    throw whyNone(tuning, [{ ...trial, ...end }], search.time, ground.judge.splits.length);
  });
  return (await Promise.all(known)).flat();
}
