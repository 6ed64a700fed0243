import { rangeOf, type Interactions, type RecommenderEvaluation, type SplitInteractions } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import { commitOf, machine } from '../train/lineage.js';
import type { RecommendEntry, RecommendRecord } from './content.js';
import type { RecommenderModel } from './define.js';
import type { ReadData } from './read-data.js';
import type { RecommendStudy } from './search.js';
import type { Plan } from './training-plan.js';

/** Everything that a record tells. */
export interface Findings extends Pick<ReadData, 'read' | 'from' | 'fingerprint'> {
  readonly plan: Plan;
  readonly holdout: SplitInteractions;
  readonly leaderboard: readonly RecommendEntry[];
  readonly study: RecommendStudy | undefined;
  /** Of the data, and of how the method was chosen. */
  readonly notes: readonly string[];
  readonly judged: RecommenderEvaluation;
  readonly incumbent: RecommendRecord['incumbent'];
  /** The champion when this was trained, `shop@3`; null without one. */
  readonly parent: string | null;
}

/** What is known of a version beside its fitted content. */
export async function recordOf(model: RecommenderModel, found: Findings, options: RunOptions, startedMs: number): Promise<RecommendRecord> {
  const { plan, read, from, fingerprint, holdout, leaderboard, study, notes, incumbent, parent } = found;
  const { evaluation } = found.judged;
  const { interactions } = from;
  const [train, held] = [holdout.before.item.length, holdout.after.item.length];
  return {
    metric: plan.metric.name,
    metrics: evaluation.metrics,
    baseline: Object.fromEntries(Object.entries(evaluation.baseline.popularity).map(([name, { value }]) => [name, value])),
    leaderboard,
    ...(study ? { study } : {}),
    rows: { train, holdout: held, quarantined: read.quarantined },
    users: { all: interactions.users.length, judged: evaluation.users.judged },
    items: { all: interactions.items.length },
    coverage: evaluation.beyond?.lists.coverage ?? 0,
    evaluation,
    notes: [
      ...notes,
      ...(evaluation.users.judged > 0 && !evaluation.beyond ? ['No list holds anything: the rules leave no item to recommend.'] : []),
    ],
    quality: {
      read: read.loaded.read,
      rules: read.loaded.rules.map(({ rule, level, failed }) => ({ rule, level, failed })),
      faults: read.loaded.faults.map(({ column, reason, count }) => ({ column, reason, count })),
    },
    live: read.live,
    period: { column: model.columns.time, ...spanOf(interactions) },
    ...(incumbent ? { incumbent } : {}),
    lineage: {
      data: fingerprint,
      commit: await commitOf(options.workspace.root),
      seed: plan.seed,
      parent,
      trainedAt: new Date(options.clock()).toISOString(),
      ...machine(),
      fits: { train, holdout: held, refit: interactions.item.length },
    },
    seconds: (options.clock() - startedMs) / 1000,
  };
}

function spanOf({ time }: Interactions): { readonly from: string; readonly to: string } {
  const [from, length] = rangeOf(time);
  return { from: new Date(from).toISOString(), to: new Date(from + length).toISOString() };
}
