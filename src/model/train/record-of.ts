import type { AnyTask } from '../../core/index.js';
import { columnsOfRule, isRowRule, type RowRule } from '../../data/index.js';
import type { ChosenRule, Split } from '../../evaluate/index.js';
import { printNode } from '../../expr/index.js';
import type { AnyRecord, ModelRecord, Period, Watch } from '../record.js';
import type { Choice } from './choose.js';
import { runningOf } from './decision.js';
import type { IncumbentMargins } from './incumbent.js';
import type { Judged } from './judge.js';
import { commitOf, lineageOf } from './lineage.js';
import type { PreparedRows } from './prepare.js';
import type { Training } from './training.js';

/** How the model came about and how good it is: what stands beside the content, outside the digest. */
export async function recordOf(
  training: Training,
  choice: Choice,
  rule: ChosenRule | undefined,
  judged: Judged,
  split: Split,
  incumbent: IncumbentMargins | undefined,
  startedMs: number,
): Promise<ModelRecord> {
  const { evaluation, importance, effects, accumulated, surrogate, warnings } = judged;
  return {
    ...(await circumstances(training, split, incumbent, startedMs)),
    metrics: evaluation.metrics,
    baseline: Object.fromEntries(Object.entries(evaluation.baseline).map(([name, { value }]) => [name, value])),
    notes: [...training.prepared.notes, ...(choice.notes ?? [])],
    leaderboard: choice.leaderboard,
    ...(choice.study ? { study: choice.study } : {}),
    ...(rule ? { running: runningOf(training, rule) } : {}),
    ...(training.model.currentRule ? { currentRule: training.model.currentRule } : {}),
    ...(judged.coverage ? { coverage: judged.coverage } : {}),
    evaluation,
    importance,
    effects,
    ...(accumulated.length > 0 ? { accumulated } : {}),
    ...(surrogate ? { surrogate } : {}),
    warnings,
  };
}

/** What the record of every task says of how the model came about. */
export async function circumstances<T extends AnyTask>(
  training: Training<T>,
  split: Split,
  incumbent: { readonly name: string } | undefined,
  startedMs: number,
): Promise<Pick<AnyRecord, 'metric' | 'rows' | 'notes' | 'quality' | 'rules' | 'period' | 'watch' | 'lineage' | 'seconds'>> {
  const { plan, options } = training;
  const prepared: PreparedRows = training.prepared;
  const [train, holdout] = [split.train.length, split.test.length];
  const rules = rulesOf(training);
  const commit = await commitOf(options.workspace.root);
  const period = periodOf(training.model.problem.time, prepared.times);
  return {
    metric: plan.metric.name,
    rows: { train, holdout, quarantined: prepared.quarantined },
    notes: prepared.notes,
    quality: qualityOf(prepared),
    ...(period ? { period } : {}),
    ...(rules.length > 0 ? { rules } : {}),
    watch: watchOf(training),
    lineage: lineageOf(training, incumbent, { train, holdout, refit: prepared.rows }, commit),
    seconds: (options.clock() - startedMs) / 1000,
  };
}

function qualityOf({ loaded }: PreparedRows): ModelRecord['quality'] {
  return {
    read: loaded.read,
    rules: loaded.rules.map(({ rule, level, failed }) => ({ rule, level, failed })),
    faults: loaded.faults.map(({ column, reason, count }) => ({ column, reason, count })),
  };
}

const rulesOf = <T extends AnyTask>({ model: { problem } }: Training<T>): readonly RowRule[] =>
  problem.table.checks.filter(isRowRule).filter((rule) => !columnsOfRule(rule).includes(problem.target ?? ''));

const watchOf = <T extends AnyTask>({ model: { slices, monitor } }: Training<T>): Watch => ({
  slices,
  ...(monitor?.labelsWithin === undefined ? {} : { labelsWithin: monitor.labelsWithin }),
  alerts: Object.fromEntries(Object.entries(monitor?.alerts ?? {}).map(([name, test]) => [name, printNode(test)])),
  notify: (monitor?.notify ?? []).map(({ kind }) => kind),
  ...(monitor?.retrain ? { retrain: monitor.retrain } : {}),
});

/** The first and the last time among the rows; undefined without one. */
function periodOf(column: string | undefined, times: Float64Array | undefined): Period | undefined {
  const known = times?.filter(Number.isFinite);
  if (column === undefined || !known || known.length === 0) return undefined;
  const [from, to] = known.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity]);
  return { column, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
