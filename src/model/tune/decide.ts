import { figure, mwError } from '../../core/index.js';
import type { LeaderboardEntry } from '../train/compare.js';
import type { Candidate } from '../train/plan.js';
import { trialName, type Considered, type GainOver } from './considered.js';
import { costOnAllRows } from './cost-on-all-rows.js';
import { firstWithin } from './first-within.js';
import type { Known } from './known.js';
import { excessOf, latencyWords, limitsWords, shareOf } from './limits.js';
import { joinedMargins, pairing, type PairedGain } from './paired.js';
import { simplerThan } from './simpler.js';
import type { Tuning } from './tuning.js';
import { weighedBlend } from './weigh-blend.js';

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

/** The model that is fitted: the best trial, a blend where that pays, or a simpler trial where it is as good. */
export async function decide(of: Considered): Promise<Decision> {
  const gains = pairing(of.training, of.rows, of.judge.splits);
  const gainOver: GainOver = (one, other) => gains(joinedMargins(one), joinedMargins(other));
  const options = await preferences(of, gainOver);
  if (of.tuning.limits.bytes === undefined && of.tuning.limits.microseconds === undefined) return options[0];
  const { training, tuning, known, leftMs } = of;
  const { clock } = training.options;
  const nameOf = ({ chosen }: Decision): string => (chosen === 'blend' ? 'The blend' : trialName(trialOf(known, chosen)));
  const found = await firstWithin(once(options), {
    nameOf,
    shareOf: ({ chosen, blend }) => shareOf(chosen === 'blend' ? blend!.line.cost! : trialOf(known, chosen).trial.cost!, tuning.limits),
    excessOf: async ({ candidate }) => excessOf(await costOnAllRows(training, candidate), tuning.limits),
    clock,
    untilMs: clock() + leftMs,
  });
  if ('decision' in found) return { ...found.decision, notes: [...found.notes, ...found.decision.notes] };
  throw overLimits(tuning, found.tried, found.closest.candidate.learner.name, found.reason);
}

const trialOf = (known: readonly Known[], number: number): Known => known.find(({ trial }) => trial.number === number)!;

/** Each trial once, where it is first. */
const once = (options: readonly Decision[]): readonly Decision[] =>
  options.filter(({ chosen }, place) => place === options.findIndex((one) => one.chosen === chosen));

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
  const simpler = simplerThan(best, known, of.defaultLoss, (one, other) => gainOver(one.margins, other.margins));
  if (!simpler) return [decisionFor(best, notes), ...rest.slice(1)];
  const why = simplerNote(of, simpler, gainOver(simpler.margins, best.margins));
  return [decisionFor(simpler, [...notes, why]), ...rest];
}

function simplerNote({ training, known }: Considered, simpler: Known, { value, standardError }: PairedGain): string {
  const [best] = known;
  const gap =
    value < 0 ? `worse by ${figure(-value, 2)} ± ${figure(standardError, 2)} of ${training.plan.metric.name}` : 'no worse on the same rows';
  const row = `a row takes ${latencyWords(simpler.trial.cost!)} instead of ${latencyWords(best.trial.cost!)}`;
  return `${trialName(simpler)} was chosen over ${trialName(best)}: as good as far as one can tell (${gap}) and simpler, ${row}. --prefer best takes the other.`;
}

/** The error of a search in which nothing keeps to the limits; the closest is named. */
export const overLimits = (tuning: Tuning, trials: number, learner: string, reason: string): Error =>
  mwError('MW_TUNE_LIMITS', { trials, limits: limitsWords(tuning.limits), learner, reason });
