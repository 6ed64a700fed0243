import type { Interval } from '../../evaluate/index.js';
import type { Params, Task } from '../../learn/index.js';
import type { Artifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import type { Warning } from '../probes/index.js';
import type { ModelRecord } from '../record.js';
import type { Version } from '../registry/index.js';
import type { LeaderboardEntry } from './compare.js';

/** What a training answers: the registered version and how good it is on rows that its fit never saw. */
export interface Trained {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly task: Task;
  readonly target: string;
  readonly learner: string;
  readonly params: Params;
  /** The metric that chose. */
  readonly metric: string;
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same metrics of a model that knows no feature. */
  readonly baseline: Readonly<Record<string, number>>;
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly rows: { readonly train: number; readonly holdout: number; readonly quarantined: number };
  /** Binary with a payoff: what deciding by the model earned on the holdout. */
  readonly money?: { readonly currency: string; readonly perRow: Interval; readonly total: Interval; readonly threshold: number };
  readonly importance: ModelRecord['importance'];
  readonly warnings: readonly Warning[];
  readonly notes: readonly string[];
  readonly seconds: number;
}

export function answerOf(version: Version, artifact: Artifact<ModelContent>, seconds: number): Trained {
  const { content } = artifact;
  const record = artifact.record as unknown as ModelRecord;
  const { money } = record.evaluation;
  return {
    model: version.model,
    version: version.version,
    digest: version.digest,
    task: content.task,
    target: content.target,
    learner: content.learner,
    params: content.params,
    metric: record.metric,
    metrics: record.metrics,
    baseline: record.baseline,
    leaderboard: leaderboardOf(content, record, seconds),
    rows: record.rows,
    ...(money ? { money: { currency: money.currency ?? '', perRow: money.perRow, total: money.total, threshold: money.threshold } } : {}),
    importance: record.importance,
    warnings: record.warnings,
    notes: record.notes,
    seconds,
  };
}

/** A named learner was not compared: its line shows the holdout's figure. */
function leaderboardOf(content: ModelContent, record: ModelRecord, seconds: number): readonly LeaderboardEntry[] {
  if (record.leaderboard.length > 0) return record.leaderboard;
  return [
    {
      learner: content.learner,
      params: content.params,
      metric: record.metrics[record.metric]?.value ?? NaN,
      standardError: 0,
      folds: [],
      seconds,
    },
  ];
}
