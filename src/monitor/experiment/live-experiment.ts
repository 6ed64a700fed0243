import { mwError } from '../../core/index.js';
import { analyseExperiment, type AnalysedFile, type ExperimentInput } from '../../evaluate/index.js';
import type { RunOptions } from '../../model/index.js';
import {
  answeredSides,
  eventsOfExposed,
  exposedUsers,
  newestExperiment,
  type AnsweredSide,
  type Exposed,
  type ExposureWindow,
  type Tx,
} from '../../store/index.js';
import { earnedBy, PURCHASE, RETURN, type Earned } from './revenue.js';
import { drawnShares, type DrawnShares } from './shares.js';

/** How a running experiment is read. Everything has a default. */
export interface LiveExperimentOptions extends Partial<Pick<ExperimentInput, 'level' | 'planned'>> {
  /** The salt of the A/B rules (default: that of the newest list that belongs to one). */
  readonly experiment?: string;
  /** Lists from then on, and before then, milliseconds since 1970. */
  readonly from?: number;
  readonly to?: number;
  /** The side that the others are compared with (default: champion, else the first by name). */
  readonly control?: string;
  /** Types of events that bring their price times their quantity (default: purchase), and that take it back (default: return). */
  readonly purchases?: readonly string[];
  readonly returns?: readonly string[];
}

/** What an experiment between versions came to so far: per visitor who was answered, on the side that was drawn for them. */
export interface LiveExperiment extends AnalysedFile {
  readonly model: string;
  readonly experiment: string;
  /** Of the first and the newest first answers, ISO 8601. */
  readonly period: { readonly from: string; readonly to: string };
  /** Which versions answered on which side. */
  readonly answered: readonly AnsweredSide[];
  readonly notes: readonly string[];
}

/**
 * Reads an A/B experiment of a served recommender from its log: revenue per visitor, which decides, and the share of visitors who bought, with intervals that
 * hold however often one looks. By intention to treat: who was answered counts on the side that their id was drawn to, with all that they bought from
 * their first answer on, whether or not a list led to it. What they brought before narrows the intervals. The shares of the sides are checked against the
 * rules. Reads every list and purchase of the experiment.
 *
 * Throws `MW_MONITOR_EXPERIMENT` where there is none to read, and what `analyseExperiment` throws.
 */
export async function liveExperiment(model: string, run: RunOptions, options: LiveExperimentOptions = {}): Promise<LiveExperiment> {
  const { purchases = [PURCHASE], returns = [RETURN] } = options;
  const { model: name } = await run.workspace.registry.resolve(model);
  const read = await run.workspace.store.read((tx) => readLog(tx, name, options, [...purchases, ...returns]));
  const { window, users, events, answered, drawn } = read;
  const sole = users.filter(({ arms }) => arms === 1);
  const arms = sidesOf(sole, options.control, { model: name, experiment: window.experiment });
  const earned = earnedBy(users, events, new Set(returns));
  const kept = Int32Array.from(users.keys()).filter((place) => users[place].arms === 1);
  const found = analyseExperiment({
    arms,
    arm: kept.map((place) => arms.indexOf(users[place].arm)),
    look: 'always',
    shares: arms.map((arm) => (drawn && !drawn.changed ? drawn.shares[arm] : sole.filter((one) => one.arm === arm).length)),
    ...(options.level === undefined ? {} : { level: options.level }),
    ...(options.planned === undefined ? {} : { planned: options.planned }),
    outcomes: outcomesOf(earned, kept),
  });
  return {
    ...found,
    unassigned: 0,
    inTwoArms: users.length - sole.length,
    model: name,
    experiment: window.experiment,
    period: { from: iso(users[0].first), to: iso(users.at(-1)!.first) },
    answered,
    notes: notesOf(earned, drawn),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

async function readLog(tx: Tx, model: string, { experiment: named, from, to }: LiveExperimentOptions, types: readonly string[]) {
  const experiment = named ?? (await newestExperiment(tx, model));
  const reason = named === undefined ? 'no list of its log belongs to one' : `no list of its log belongs to "${named}"`;
  if (experiment === undefined) throw mwError('MW_MONITOR_EXPERIMENT', { model, reason });
  const window: ExposureWindow = { model, experiment, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const users = await exposedUsers(tx, window);
  if (users.length === 0) throw mwError('MW_MONITOR_EXPERIMENT', { model, reason });
  const [events, answered] = [await eventsOfExposed(tx, window, types), await answeredSides(tx, window)];
  return { window, users, events, answered, drawn: await drawnShares(tx, model, experiment) };
}

/** The sides, the control first. */
function sidesOf(
  users: readonly Exposed[],
  control: string | undefined,
  of: { readonly model: string; readonly experiment: string },
): readonly string[] {
  const arms = [...new Set(users.map(({ arm }) => arm))].toSorted();
  const refuse = (reason: string): Error => mwError('MW_MONITOR_EXPERIMENT', { model: of.model, reason: `"${of.experiment}" ${reason}` });
  if (arms.length < 2) throw refuse(`has answered on one side alone so far: ${arms.join('')}`);
  if (control !== undefined && !arms.includes(control)) throw refuse(`has no side "${control}", only ${arms.join(', ')}`);
  const first = control ?? (arms.includes('champion') ? 'champion' : arms[0]);
  return [first, ...arms.filter((arm) => arm !== first)];
}

function outcomesOf({ revenue, bought, before }: Earned, kept: Int32Array): ExperimentInput['outcomes'] {
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, (place) => values[place]);
  const known = take(before);
  // What everybody brought alike before says nothing.
  const prior = known.some((value) => value !== known[0]) ? { before: [known] } : {};
  return [
    { name: 'revenue', kind: 'mean', values: take(revenue), ...prior },
    { name: 'bought', kind: 'rate', values: take(bought), ...prior },
  ];
}

function notesOf({ unpriced }: Earned, drawn: DrawnShares | undefined): readonly string[] {
  const none = 'The shares of the sides are not known, so whether the sides are as drawn is not checked.';
  const changed =
    'The shares of the sides were changed while it ran: whether the sides are as drawn is not checked, and days may differ between them.';
  return [
    ...(unpriced === 0 ? [] : [`${unpriced} purchases have no price: they count as bought, and bring nothing.`]),
    ...(drawn === undefined ? [none] : drawn.changed ? [changed] : []),
  ];
}
