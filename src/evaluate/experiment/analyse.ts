import { mwError } from '../../core/index.js';
import { LEVEL } from '../interval.js';
import { discoveries } from '../statistics/index.js';
import { contrast, type Contrast } from './contrast.js';
import type { ArmContrast, Experiment, ExperimentInput, Fault, OutcomeFindings, Verdict } from './experiment.js';
import { isEarly, leastRows } from './least-rows.js';
import type { Moments } from './moments.js';
import { prepareOutcome, type PreparedOutcome } from './outcome.js';
import { sampleRatio } from './sample-ratio.js';
import { alwaysReach, PLANNED_ROWS, rowsUntilSure } from './sequential.js';

/** Chance below which columns from before are taken for columns from during the trial. */
const UNBALANCED = 0.001;

type Settings = Required<Pick<ExperimentInput, 'arms' | 'arm' | 'shares' | 'look' | 'level' | 'planned'>>;

/**
 * Judges a randomised trial: whether its rows were assigned as planned, then every treated arm against the first, the control, by every outcome.
 *
 * The first outcome decides. Where several arms compete for it, its intervals are widened so that all hold at once (Bonferroni), and a verdict is what
 * its interval says. Of the other outcomes those are called that Benjamini & Hochberg's procedure finds, so that at most `1 − level` of the called ones
 * are chance. Under `look: 'always'` every interval and p-value holds at every look at once, and the trial may stop as soon as it is sure. O(rows).
 *
 * Throws `MW_EVALUATE_EXPERIMENT` when an arm has fewer than two rows or the input cannot be a trial.
 *
 * ```ts
 * const trial = analyseExperiment({ arms: ['old', 'new'], arm: [0, 1, 0, 1], outcomes: [{ name: 'bought', kind: 'rate', values: Float64Array.of(0, 1, 0, 0) }], look: 'always' });
 * trial.outcomes[0].against[0].verdict // 'early'
 * ```
 */
export function analyseExperiment(input: ExperimentInput): Experiment {
  const { arms, shares = arms.map(() => 1), level = LEVEL, planned = PLANNED_ROWS } = input;
  const settings: Settings = { ...input, shares, level, planned };
  const rows = countsOf(settings);
  checkTrial(input, rows, settings);
  const ratio = sampleRatio(rows, shares);
  const outcomes = input.outcomes.map((outcome) => prepareOutcome(outcome, settings));
  const faults = faultsOf(ratio.ok, outcomes);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return {
    rows: input.arm.length,
    look: input.look,
    level,
    ...(input.look === 'always' ? { planned } : {}),
    arms: arms.map((arm, a) => ({ arm, rows: rows[a], share: rows[a] / input.arm.length, due: shares[a] / whole })),
    sampleRatio: ratio,
    faults,
    outcomes: findingsOf(outcomes, settings, faults.length > 0),
  };
}

function faultsOf(ratioOk: boolean, outcomes: readonly PreparedOutcome[]): Fault[] {
  return [
    ...(ratioOk ? [] : (['sample_ratio'] as const)),
    ...(ratioOk && outcomes.some((o) => !o.ratioOk) ? (['missing_outcomes'] as const) : []),
    ...(outcomes.some((o) => o.adjusted && o.adjusted.balanceP < UNBALANCED) ? (['before_differs'] as const) : []),
  ];
}

function findingsOf(outcomes: readonly PreparedOutcome[], settings: Settings, broken: boolean): OutcomeFindings[] {
  const { level, arms } = settings;
  const levels = outcomes.map((_, o) => (o === 0 ? 1 - (1 - level) / (arms.length - 1) : level));
  const contrasts = outcomes.map((outcome, o) => contrastsOf(outcome, settings, levels[o]));
  const others = contrasts.slice(1).flat();
  const found = discoveries(
    others.map((c) => c.pValue),
    1 - level,
  );
  const isCalled = (c: Contrast): boolean => !others.includes(c) || found[others.indexOf(c)];
  return outcomes.map((prepared, o) => {
    const verdict = (c: Contrast, a: number): Verdict => (broken ? 'none' : isCalled(c) ? verdictOf(c, prepared, a, settings) : 'open');
    const against = contrasts[o].map((c, a): ArmContrast => {
      const called = verdict(c, a + 1);
      const pair = [prepared.moments[0], prepared.moments[a + 1]];
      return { arm: arms[a + 1], verdict: called, ...c, ...(called === 'open' ? sureAt(c, pair, settings, levels[o]) : {}) };
    });
    return { ...factsOf(prepared, settings), level: levels[o], against };
  });
}

function contrastsOf({ moments, rate }: PreparedOutcome, { look, planned }: Settings, level: number): Contrast[] {
  const [control, ...treated] = moments;
  return treated.map((one) => contrast(control, one, { look, rate, level, planned }));
}

/** When an open comparison would be sure, in rows of all arms. */
function sureAt(
  { difference: { value, high } }: Contrast,
  pair: readonly Moments[],
  { look, planned, arm }: Settings,
  level: number,
): Pick<ArmContrast, 'sureAt'> {
  if (look === 'once' || high === value) return {};
  const rows = pair.reduce((sum, moments) => sum + moments.rows, 0);
  const sure = rowsUntilSure((value / (high - value)) * alwaysReach(rows, { planned, level }), rows, { planned, level });
  return sure === undefined ? {} : { sureAt: Math.ceil((sure * arm.length) / rows) };
}

function verdictOf({ difference }: Contrast, { moments, outcome }: PreparedOutcome, arm: number, { look }: Settings): Verdict {
  if (isEarly([moments[0], moments[arm]], look)) return 'early';
  if (difference.low <= 0 && difference.high >= 0) return 'open';
  return difference.low > 0 === (outcome.better !== 'lower') ? 'better' : 'worse';
}

function factsOf(
  { outcome, moments, missing, adjusted }: PreparedOutcome,
  { arms, look }: Settings,
): Omit<OutcomeFindings, 'level' | 'against'> {
  return {
    name: outcome.name,
    kind: outcome.per ? 'ratio' : outcome.kind,
    better: outcome.better ?? 'higher',
    missing,
    arms: moments.map((m, a) => ({
      arm: arms[a],
      rows: m.rows,
      mean: m.mean,
      deviation: Math.sqrt(m.variance),
      leastRows: leastRows(m, look),
    })),
    ...(adjusted ? { adjusted: { columns: outcome.before!.length, ...adjusted } } : {}),
  };
}

function countsOf({ arms, arm }: Settings): number[] {
  const counts = arms.map(() => 0);
  for (let i = 0; i < arm.length; i++) counts[arm[i]]++;
  return counts;
}

function checkTrial({ outcomes, arm }: ExperimentInput, rows: readonly number[], { arms, shares, level }: Settings): void {
  if (arms.length < 2) throw refuse('arms', String(arms.length), 'two or more: a control and what is tried');
  if (!(level > 0 && level < 1)) throw refuse('level', String(level), 'between 0 and 1');
  if (shares.length !== arms.length || !shares.every((share) => share > 0 && share < Infinity))
    throw refuse('shares', shares.join(', '), `${arms.length} numbers above 0, one per arm`);
  if (outcomes.length === 0) throw refuse('outcomes', 'none', 'at least one');
  const thin = rows.findIndex((n) => !(n >= 2));
  if (thin >= 0) throw refuse(`rows of the arm "${arms[thin]}"`, String(rows[thin]), 'two or more', more(arms[thin]));
  for (const { name, values, per, before = [] } of outcomes) {
    for (const column of [values, ...(per ? [per] : []), ...before])
      if (column.length !== arm.length)
        throw mwError('MW_EVALUATE_LENGTH', { what: `values of "${name}"`, got: column.length, due: arm.length });
    for (const [a, label] of arms.entries()) {
      const known = values.reduce((n, v, i) => n + Number(arm[i] === a && !Number.isNaN(v) && !Number.isNaN(per ? per[i] : 0)), 0);
      if (known < 2) throw refuse(`known values of "${name}" in the arm "${label}"`, String(known), 'two or more', more(label));
    }
  }
}

const more = (arm: string): string => `Wait for more rows of "${arm}", or leave its rows out: nothing can be said of so few.`;

const refuse = (name: string, got: string, due: string, fix?: string) =>
  mwError('MW_EVALUATE_EXPERIMENT', { name, got, due, ...(fix === undefined ? {} : { fix }) });
