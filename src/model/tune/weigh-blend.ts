import { canonicalJson, figure, percent, type Json } from '../../core/index.js';
import { memberCalibrationOf } from '../train/calibrate.js';
import type { LeaderboardEntry } from '../train/compare.js';
import type { Candidate } from '../train/plan.js';
import { trialName, type Considered, type GainOver } from './considered.js';
import { blendOf, ensembleOf, type Ensemble } from './ensemble.js';
import type { Known } from './known.js';
import { excessOf, latencyWords, together } from './limits.js';
import type { Judge } from './out-of-fold.js';
import type { PairedGain } from './paired.js';

/** A blend of trials, and whether it pays. */
export interface Weighed {
  readonly ensemble: Ensemble;
  readonly candidate: Candidate;
  readonly line: LeaderboardEntry;
  readonly gain: PairedGain;
  readonly isTaken: boolean;
  /** Why it is taken, or not. */
  readonly note: string;
}

/** Members of a blend at most: a row takes as long as all of them. */
const MOST_MEMBERS = 5;
/** Fits of each member that follow, the judged one and the registered one, in times of a fit on a fold, and what explains them. */
const FITS_OF_MEMBER = 3;
/** Standard errors by which a blend must be better: for what it costs, and for exact shares of the features where it takes them away. */
const [FOR_COST, FOR_SHARES] = [1, 2];

/**
 * The blend of the best trials of each learner that is worth most, taken or not; where the best trial tells exact shares of features, those that do so are blended
 * too without the others. None where the learner was named: who names one wants that one.
 */
export async function weighedBlend(of: Considered, gainOver: GainOver): Promise<Weighed | undefined> {
  const { tuning, known } = of;
  if (tuning.isNamed) return undefined;
  const all = bestOfEach(alike(known));
  const explained = known[0].trial.explains ? all.filter(({ trial }) => trial.explains) : all;
  const own = await weighed(of, explained, FOR_COST, gainOver);
  const any = explained.length < all.length ? await weighed(of, all, FOR_SHARES, gainOver) : undefined;
  const found = [own, any].filter((one) => one !== undefined);
  return found.toSorted((a, b) => Number(b.isTaken) - Number(a.isTaken) || b.gain.value - a.gain.value)[0];
}

/** The trials that make the features as the best one does: members of a blend read the same columns. */
const alike = (known: readonly Known[]): readonly Known[] => known.filter((one) => featuresKey(one) === featuresKey(known[0]));

const featuresKey = ({ candidate }: Known): string => canonicalJson((candidate.features ?? null) as Json);

/** The best trial of each learner: with more of one kind weights follow the luck of the rows, and nothing is won by it. */
const bestOfEach = (known: readonly Known[]): readonly Known[] =>
  known.filter(({ candidate: { learner } }, place) => place === known.findIndex((one) => one.candidate.learner.name === learner.name));

async function weighed(of: Considered, members: readonly Known[], errors: number, gainOver: GainOver): Promise<Weighed | undefined> {
  const { training, tuning, judge, rows, defaultLoss } = of;
  if (members.length < 2) return undefined;
  const judged = members.map(({ margins }) => {
    const { rows: tested, margins: own } = judge.outOfFold(margins);
    const calibration = memberCalibrationOf(training.prepared, tested, own);
    return { margins, ...(calibration ? { calibration } : {}) };
  });
  const ensemble = await ensembleOf(training, rows, judge.splits, judged, mayJoin(of, members));
  if (!ensemble) return undefined;
  const gain = gainOver(ensemble.nested, ensemble.nestedAlone);
  const isAsGoodAsDefaults = judge.lossOf(judge.judged(ensemble.nested)) <= defaultLoss;
  const pays = gain.value > (tuning.prefer === 'best' ? 0 : errors * gain.standardError);
  const refusal = !pays ? 'which does not pay' : isAsGoodAsDefaults ? undefined : 'but worse than the defaults';
  const candidate = blendOf(training, members.map((one) => one.candidate), ensemble.weights); // prettier-ignore
  const line = blendLine(judge, candidate, members.filter((_, m) => ensemble.weights[m] > 0), ensemble); // prettier-ignore
  return { ensemble, candidate, line, gain, isTaken: refusal === undefined, note: blendNote(of, members, ensemble, line, gain, refusal) };
}

/** Whether a member may join: few of them, within the limits together, and in the time that is left. */
function mayJoin({ tuning, judge, leftMs }: Considered, members: readonly Known[]): (picked: readonly number[], member: number) => boolean {
  return (picked, member) => {
    const trials = [...picked, member].map((m) => members[m].trial);
    const foldMs = trials.reduce((sum, { seconds }) => sum + (1000 * seconds) / judge.splits.length, 0);
    return (
      trials.length <= MOST_MEMBERS &&
      excessOf(together(trials.map(({ cost }) => cost!)), tuning.limits) === undefined &&
      (picked.length === 0 || FITS_OF_MEMBER * foldMs <= leftMs)
    );
  };
}

function blendLine(
  judge: Judge,
  { learner, params, features }: Candidate,
  members: readonly Known[],
  { margins }: Ensemble,
): LeaderboardEntry {
  const { mean, standardError, folds } = judge.judged(margins);
  return {
    learner: learner.name,
    params,
    ...(features ? { features } : {}),
    metric: mean,
    standardError,
    folds,
    seconds: members.reduce((sum, { trial }) => sum + trial.seconds, 0),
    cost: together(members.map(({ trial }) => trial.cost!)),
  };
}

function blendNote(
  { training, known: [best] }: Considered,
  members: readonly Known[],
  { weights }: Ensemble,
  { cost }: LeaderboardEntry,
  { value, standardError }: PairedGain,
  refusal: string | undefined,
): string {
  const parts = [...weights.keys()].filter((m) => weights[m] > 0).toSorted((a, b) => weights[b] - weights[a]);
  const who = parts.map((m) => `${percent(weights[m])} ${trialName(members[m])}`).join(', ');
  const by = `${value < 0 ? 'worse' : 'better'} by ${figure(Math.abs(value), 2)} ± ${figure(standardError, 2)} of ${training.plan.metric.name}`;
  const how = `${by} than the best trial alone, both found on other folds than they are judged on`;
  const unexplained = best.trial.explains && parts.some((m) => !members[m].trial.explains);
  const row = `a row takes ${latencyWords(cost!)} instead of ${latencyWords(best.trial.cost!)}${unexplained ? ', and what each feature adds is no longer known exactly' : ''}`;
  return refusal === undefined
    ? `A blend was chosen (${who}): ${how}; ${row}.`
    : `A blend (${who}) was not chosen: ${how}, ${refusal}: ${row}.`;
}
