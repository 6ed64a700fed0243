import type { Interactions } from '../interactions.js';
import type { Behaviour } from './behaviour.js';
import { suspects, withoutUsers, type BotLimits, type Suspect } from './bots.js';
import type { BehaviourColumns } from './columns.js';
import { withHalfLife } from './half-life.js';
import { behaviourOf } from './load.js';
import { mergedRepeats, type RepeatWeight } from './merge-repeats.js';
import type { BehaviourReport } from './report.js';
import type { BehaviourRules } from './rules.js';

/** All that is declared of raw behaviour. */
export interface BehaviourPlan extends BehaviourRules {
  /** Users beyond these limits are left out. Absent: nobody is, and the report names whoever acts as no person does. */
  readonly bots?: BotLimits;
  /** Each item of a user once. Absent: every event stays. */
  readonly repeats?: RepeatWeight;
  /** Days after which an event weighs half. Absent: all weigh what they do. */
  readonly halfLifeDays?: number;
}

/** Interactions to learn from, and how they came to be. */
export interface PreparedBehaviour {
  readonly interactions: Interactions;
  /** Every event, before bots are left out and repeats merged: newer rows are {@link appended} to it. */
  readonly log: Behaviour;
  readonly report: BehaviourReport & {
    /** Users left out as bots, or, where no limit is declared, those who look like it. */
    readonly suspects: readonly Suspect[];
  };
}

/** Interactions from raw rows: {@link behaviourOf}, then bots out, repeats merged, and age counted, each where the plan says so. */
export function preparedBehaviour(columns: BehaviourColumns, plan: BehaviourPlan = {}): PreparedBehaviour {
  const { behaviour: log, report } = behaviourOf(columns, plan);
  return preparedLog(log, report, plan);
}

/** The same of a log that is loaded already. */
export function preparedLog(log: Behaviour, report: BehaviourReport, plan: BehaviourPlan): PreparedBehaviour {
  const found = suspects(log, plan.bots);
  const bots = plan.bots ? found.reduce((sum, { events }) => sum + events, 0) : 0;
  const people =
    bots === 0
      ? log
      : withoutUsers(
          log,
          found.map(({ user }) => user),
          plan.items,
        );
  const once = plan.repeats ? mergedRepeats(people, plan.repeats) : people;
  const interactions = plan.halfLifeDays ? withHalfLife(once, plan.halfLifeDays, plan.now) : once;
  const left = bots === 0 ? report.left : { ...report.left, bot: bots };
  return { interactions, log, report: { ...report, left, kept: report.kept - bots, suspects: found } };
}
