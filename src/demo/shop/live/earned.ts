import { analyseExperiment, type ArmContrast, type Experiment, type Interval } from '../../../evaluate/index.js';
import type { LiveSoFar } from './days.js';
import type { LiveVisitor } from './visitor.js';

/** What a comparison found per visitor, and what is true. */
export interface FoundAndTrue {
  readonly control: number;
  readonly treated: number;
  readonly found: ArmContrast;
  /** Treated less control per visitor, as the simulation knows it. */
  readonly truth: number;
  /** Whether the interval holds the truth. */
  readonly holds: boolean;
}

/** One half of the visitors. */
export interface EarnedArm {
  readonly visitors: number;
  readonly buyers: number;
  /** Share of what was paid that is given back for things sent back; NaN where nothing was paid. */
  readonly refunded: number;
}

/** What the recommender earned in the live days, how sure that is, and what is true. */
export interface Earned {
  readonly days: number;
  readonly visits: number;
  readonly arms: readonly EarnedArm[];
  readonly experiment: Experiment;
  readonly revenue: FoundAndTrue;
  readonly margin: FoundAndTrue;
  /** Euro of margin that the recommender's arm brought beyond what bestsellers would have. */
  readonly brought: Interval;
  /** Euro of margin that the other arm would have brought, had it seen lists of its own: what the trial cost. */
  readonly forgone: Interval;
  /** Euro of margin more in a year of days like these, were all visitors shown its lists. */
  readonly perYear: Interval;
  /** The truth of `perYear`. */
  readonly perYearTruth: number;
}

/** What the figures of money say nothing of: sentences for both the page and the terminal. */
export const LEFT_OUT = [
  'Revenue is before returns; margin is after goods and returns.',
  'What it costs to run the recommender, other seasons and later purchases are left out.',
  'Both halves buy from the same shelves: what one half buys up, the other cannot.',
] as const;

/**
 * Judges the live days by what a shop sees: who was in which arm, and what they paid. Intervals hold at every look. The truth beside them is the
 * simulation's, which no shop has. `planned`: the visitors at which intervals are tightest, chosen before.
 */
export function earnedIn({ days, visits, visitors }: LiveSoFar, planned: number): Earned {
  const experiment = analyseExperiment({
    arms: ['bestsellers', 'recommender'],
    arm: visitors.map(({ arm }) => arm),
    outcomes: [
      { name: 'revenue per visitor', kind: 'mean', values: column(visitors, ({ revenue }) => revenue) },
      { name: 'margin per visitor', kind: 'mean', values: column(visitors, ({ margin }) => margin) },
      { name: 'visitors who bought', kind: 'rate', values: column(visitors, ({ purchases }) => Number(purchases > 0)) },
    ],
    look: 'always',
    planned,
  });
  const both = (outcome: number, what: 'revenue' | 'margin'): FoundAndTrue => {
    const { arms, against } = experiment.outcomes[outcome];
    const { low, high } = against[0].difference;
    const truth = sum(visitors, ({ truly }) => truly[what]) / visitors.length;
    return { control: arms[0].mean, treated: arms[1].mean, found: against[0], truth, holds: low <= truth && truth <= high };
  };
  const margin = both(1, 'margin');
  const times = (by: number): Interval => {
    const { value, low, high } = margin.found.difference;
    return { value: value * by, low: low * by, high: high * by };
  };
  const arms = [0, 1].map((which) => armOf(visitors.filter(({ arm }) => arm === which)));
  const aYear = (visitors.length * 365) / days;
  return {
    days,
    visits,
    arms,
    experiment,
    revenue: both(0, 'revenue'),
    margin,
    brought: times(arms[1].visitors),
    forgone: times(arms[0].visitors),
    perYear: times(aYear),
    perYearTruth: margin.truth * aYear,
  };
}

const armOf = (visitors: readonly LiveVisitor[]): EarnedArm => ({
  visitors: visitors.length,
  buyers: visitors.filter(({ purchases }) => purchases > 0).length,
  refunded: sum(visitors, ({ refunds }) => refunds) / sum(visitors, ({ revenue }) => revenue),
});

const column = (visitors: readonly LiveVisitor[], of: (visitor: LiveVisitor) => number): Float64Array => Float64Array.from(visitors, of);
const sum = (visitors: readonly LiveVisitor[], of: (visitor: LiveVisitor) => number): number =>
  visitors.reduce((total, one) => total + of(one), 0);
