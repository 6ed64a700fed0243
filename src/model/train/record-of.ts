import type { Split } from '../../evaluate/index.js';
import type { ModelRecord, Watch } from '../record.js';
import type { Choice } from './choose.js';
import type { IncumbentMargins } from './incumbent.js';
import type { Judged } from './judge.js';
import { commitOf, lineageOf } from './lineage.js';
import type { Prepared } from './prepare.js';
import type { Training } from './training.js';

/** How the model came about and how good it is: what stands beside the content, outside the digest. */
export async function recordOf(
  training: Training,
  choice: Choice,
  judged: Judged,
  split: Split,
  incumbent: IncumbentMargins | undefined,
  startedMs: number,
): Promise<ModelRecord> {
  const { prepared, plan, options } = training;
  const { evaluation, importance, effects, warnings } = judged;
  const [train, holdout] = [split.train.length, split.test.length];
  const commit = await commitOf(options.workspace.root);
  return {
    metric: plan.metric.name,
    metrics: evaluation.metrics,
    baseline: Object.fromEntries(Object.entries(evaluation.baseline).map(([name, { value }]) => [name, value])),
    leaderboard: choice.leaderboard,
    rows: { train, holdout, quarantined: prepared.quarantined },
    evaluation,
    importance,
    effects,
    warnings,
    notes: prepared.notes,
    quality: qualityOf(prepared),
    watch: watchOf(training),
    lineage: lineageOf(training, incumbent, { train, holdout, refit: prepared.rows }, commit),
    seconds: (options.clock() - startedMs) / 1000,
  };
}

function qualityOf({ loaded }: Prepared): ModelRecord['quality'] {
  return {
    read: loaded.read,
    rules: loaded.rules.map(({ rule, level, failed }) => ({ rule, level, failed })),
    faults: loaded.faults.map(({ column, reason, count }) => ({ column, reason, count })),
  };
}

const watchOf = ({ model: { slices, monitor } }: Training): Watch => ({
  slices,
  ...(monitor?.labelsWithin === undefined ? {} : { labelsWithin: monitor.labelsWithin }),
});
