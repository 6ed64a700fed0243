import { figure, mwError, percent } from '../../core/index.js';
import type { Cost } from '../../learn/index.js';
import type { LeaderboardEntry } from '../train/compare.js';
import type { Candidate } from '../train/plan.js';
import type { Training } from '../train/training.js';
import { costOnAllRows } from './cost-on-all-rows.js';
import { blendOf, ensembleOf, type Ensemble } from './ensemble.js';
import type { Known } from './known.js';
import { excessOf, latencyWords, limitsWords, together, type Excess } from './limits.js';
import type { Judge } from './out-of-fold.js';
import { joinedMargins, pairing, type PairedGain } from './paired.js';
import { simplerThan } from './simpler.js';
import type { Tuning } from './tuning.js';

/** What the search comes to. */
export interface Decision {
  /** The number of a trial, or the blend of several. */
  readonly chosen: number | 'blend';
  readonly candidate: Candidate;
  /** Its margins on every split. */
  readonly margins: readonly Float64Array[];
  /** The blend that was weighed, chosen or not; absent where none was better than its best member. */
  readonly blend?: { readonly line: LeaderboardEntry };
  /** Why it was chosen, when it is not simply the best trial. */
  readonly notes: readonly string[];
}

/** What there is to decide on. `known` are the trials whose margins are known, the best first. */
export interface Considered {
  readonly training: Training;
  readonly tuning: Tuning;
  readonly judge: Judge;
  readonly rows: Int32Array;
  readonly known: readonly Known[];
  /** Milliseconds that are left for what follows. */
  readonly leftMs: number;
}

/** Members of a blend at most: a row takes as long as all of them. */
const MOST_MEMBERS = 5;
/** Fits of each member that follow, the judged one and the registered one, in times of a fit on a fold, and what explains them. */
const FITS_OF_MEMBER = 3;

/** The model that is fitted: the best trial, a blend where that pays, or a simpler trial where it is as good. */
export async function decide(of: Considered): Promise<Decision> {
  const gains = pairing(of.training, of.rows, of.judge.splits);
  const gainOver = (one: readonly Float64Array[], other: readonly Float64Array[]): PairedGain =>
    gains(joinedMargins(one), joinedMargins(other));
  const options = await preferences(of, gainOver);
  if (of.tuning.limits.bytes === undefined && of.tuning.limits.microseconds === undefined) return options[0];
  return firstWithin(of, options);
}

type GainOver = (one: readonly Float64Array[], other: readonly Float64Array[]) => PairedGain;

/** What would be taken, and what instead of it. */
async function preferences(of: Considered, gainOver: GainOver): Promise<readonly Decision[]> {
  const { known, tuning } = of;
  const [best] = known;
  const weighed = await weighedBlend(of, gainOver);
  const blend = weighed && { line: weighed.line };
  const decisionFor = (one: Known, notes: readonly string[] = []): Decision => ({
    chosen: one.trial.number,
    candidate: one.candidate,
    margins: one.margins,
    notes,
    ...(blend ? { blend } : {}),
  });
  const rest = known.map((one) => decisionFor(one));
  if (weighed?.isTaken) {
    const { candidate, ensemble, note } = weighed;
    return [{ chosen: 'blend', candidate, margins: ensemble.margins, notes: [note], blend: { line: weighed.line } }, ...rest];
  }
  const notes = weighed ? [weighed.note] : [];
  if (tuning.prefer === 'best') return [decisionFor(best, notes), ...rest.slice(1)];
  const simpler = simplerThan(best, known, (one, other) => gainOver(one.margins, other.margins));
  if (!simpler) return [decisionFor(best, notes), ...rest.slice(1)];
  const why = simplerNote(of, simpler, gainOver(simpler.margins, best.margins));
  return [decisionFor(simpler, [...notes, why]), ...rest];
}

interface Weighed {
  readonly ensemble: Ensemble;
  readonly candidate: Candidate;
  readonly line: LeaderboardEntry;
  readonly isTaken: boolean;
  readonly note: string;
}

/** The blend of trials, and whether it pays. None where the learner was named: who names one wants that one. */
async function weighedBlend(of: Considered, gainOver: GainOver): Promise<Weighed | undefined> {
  const { training, tuning, judge, rows, known } = of;
  const [best] = known;
  const members = tuning.isNamed
    ? []
    : bestOfEach(known).filter(({ trial }) => tuning.prefer === 'best' || trial.explains || !best.trial.explains);
  if (members.length < 2) return undefined;
  const judged = members.map(({ margins }) => {
    const { calibration } = judge.judged(margins);
    return { margins, ...(calibration ? { calibration } : {}) };
  });
  const ensemble = await ensembleOf(training, rows, judge.splits, judged, mayJoin(of, members));
  if (!ensemble) return undefined;
  const gain = gainOver(ensemble.nested, ensemble.nestedAlone);
  const isTaken = gain.value > (tuning.prefer === 'best' ? 0 : gain.standardError);
  const candidate = blendOf(training, members.map((one) => one.candidate), ensemble.weights); // prettier-ignore
  const line = blendLine(judge, candidate, members.filter((_, m) => ensemble.weights[m] > 0), ensemble); // prettier-ignore
  return { ensemble, candidate, line, isTaken, note: blendNote(of, members, ensemble, line, gain, isTaken) };
}

/** The best trial of each learner: with more of one kind weights follow the luck of the rows, and nothing is won by it. */
const bestOfEach = (known: readonly Known[]): readonly Known[] =>
  known.filter(({ candidate: { learner } }, place) => place === known.findIndex((one) => one.candidate.learner.name === learner.name));

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

function blendLine(judge: Judge, { learner, params }: Candidate, members: readonly Known[], { margins }: Ensemble): LeaderboardEntry {
  const { mean, standardError, folds } = judge.judged(margins);
  return {
    learner: learner.name,
    params,
    metric: mean,
    standardError,
    folds,
    seconds: members.reduce((sum, { trial }) => sum + trial.seconds, 0),
    cost: together(members.map(({ trial }) => trial.cost!)),
  };
}

function blendNote(
  { training, known }: Considered,
  members: readonly Known[],
  { weights }: Ensemble,
  { cost }: LeaderboardEntry,
  { value, standardError }: PairedGain,
  isTaken: boolean,
): string {
  const [best] = known;
  const parts = [...weights.keys()].filter((m) => weights[m] > 0).toSorted((a, b) => weights[b] - weights[a]);
  const who = parts.map((m) => `${percent(weights[m])} ${nameOf(members[m])}`).join(', ');
  const by = `${figure(value, 2)} ± ${figure(standardError, 2)} of ${training.plan.metric.name}, on folds that its weights were not found on`;
  const row = `a row takes ${latencyWords(cost!)} instead of ${latencyWords(best.trial.cost!)}`;
  return isTaken
    ? `A blend was chosen (${who}): better than ${nameOf(best)} alone by ${by}; ${row}.`
    : `A blend (${who}) was not chosen: it is better than ${nameOf(best)} alone by ${by}, which does not pay for what it costs: ${row}.`;
}

function simplerNote({ training, known }: Considered, simpler: Known, { value, standardError }: PairedGain): string {
  const [best] = known;
  const gap =
    value < 0 ? `worse by ${figure(-value, 2)} ± ${figure(standardError, 2)} of ${training.plan.metric.name}` : 'no worse on the same rows';
  const row = `a row takes ${latencyWords(simpler.trial.cost!)} instead of ${latencyWords(best.trial.cost!)}`;
  return `${nameOf(simpler)} was chosen over ${nameOf(best)}: as good as far as one can tell (${gap}) and simpler, ${row}. --prefer best takes the other.`;
}

const nameOf = ({ trial, candidate }: Known): string => `${candidate.learner.name} (trial ${trial.number})`;

/** The first that keeps to the limits when it has learned from all rows, as the registered one will: models of more rows may be larger. */
async function firstWithin({ training, tuning }: Considered, options: readonly Decision[]): Promise<Decision> {
  let closest: { readonly decision: Decision; readonly cost: Cost; readonly excess: Excess } | undefined;
  for (const decision of options) {
    const cost = await costOnAllRows(training, decision.candidate);
    const excess = excessOf(cost, tuning.limits);
    if (!excess) return decision;
    if (!closest || excess.violation < closest.excess.violation) closest = { decision, cost, excess };
  }
  const { learner } = closest!.decision.candidate;
  throw overLimits(tuning, options.length, learner.name, closest!.excess.reason);
}

/** The error of a search in which nothing keeps to the limits; the closest is named. */
export const overLimits = (tuning: Tuning, trials: number, learner: string, reason: string): Error =>
  mwError('MW_TUNE_LIMITS', { trials, limits: limitsWords(tuning.limits), learner, reason });
