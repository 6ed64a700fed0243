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

/** What the recommender earned in the live days, how sure that is, and what is true. */
export interface Earned {
  readonly days: number;
  readonly visits: number;
  readonly arms: readonly { readonly visitors: number; readonly buyers: number }[];
  readonly experiment: Experiment;
  readonly revenue: FoundAndTrue;
  readonly margin: FoundAndTrue;
  /** Euro of margin that the recommender's arm brought beyond what bestsellers would have. */
  readonly brought: Interval;
  /** The same, were all visitors of a year shown its lists. */
  readonly perYear: Interval;
}

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
  const mean = (of: (visitor: LiveVisitor) => number): number => visitors.reduce((sum, one) => sum + of(one), 0) / visitors.length;
  const both = (outcome: number, truth: number): FoundAndTrue => {
    const { arms, against } = experiment.outcomes[outcome];
    const { low, high } = against[0].difference;
    return { control: arms[0].mean, treated: arms[1].mean, found: against[0], truth, holds: low <= truth && truth <= high };
  };
  const margin = both(
    1,
    mean(({ truly }) => truly.margin),
  );
  const times = (by: number): Interval => {
    const { value, low, high } = margin.found.difference;
    return { value: value * by, low: low * by, high: high * by };
  };
  const inArm = (which: number): readonly LiveVisitor[] => visitors.filter(({ arm }) => arm === which);
  return {
    days,
    visits,
    arms: [0, 1].map((which) => ({ visitors: inArm(which).length, buyers: inArm(which).filter(({ purchases }) => purchases > 0).length })),
    experiment,
    revenue: both(
      0,
      mean(({ truly }) => truly.revenue),
    ),
    margin,
    brought: times(inArm(1).length),
    perYear: times((visitors.length * 365) / days),
  };
}

const column = (visitors: readonly LiveVisitor[], of: (visitor: LiveVisitor) => number): Float64Array => Float64Array.from(visitors, of);
