import type { AnyTask, Task } from '../../core/index.js';
import type { Interval, LearningCurve, Money, NoiseCeiling } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import type { Artifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import type { JudgedCoverage } from '../coverage/index.js';
import { decidedMoney, type DecidedMoney } from '../earned-money.js';
import type { Warning } from '../probes/index.js';
import type { FoundUplift, SegmentProfile } from '../found/index.js';
import type { JudgedUplift } from '../use/judge-uplift.js';
import type { AnyRecord, ModelRecord, RowsRecord } from '../record.js';
import { headline } from '../report/headline.js';
import { ceilingSentence, curveSentence } from '../outlook-words.js';
import { treatmentsOf, type Treatment } from '../treatment.js';
import type { Version } from '../registry/index.js';
import type { LeaderboardEntry } from './compare.js';
import type { LabelLook } from './label-look.js';
import type { StudySummary } from '../tune/summary.js';

/** What a training answers: the registered version and how good it is on rows that its fit never saw. */
export interface Trained {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly task: AnyTask;
  /** null for a task without a target. */
  readonly target: string | null;
  /** What the model is worth, in money where a payoff is declared, else in plain words: one sentence. */
  readonly headline: string;
  readonly learner: string;
  readonly params: Params;
  /** The metric that chose. */
  readonly metric: string;
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same metrics of a model that knows no feature; without a target, of rows in which there is nothing to find. */
  readonly baseline: Readonly<Record<string, number>>;
  /** Best first. A named learner is compared with none: its one line has the holdout's figure, and no folds. */
  readonly leaderboard: readonly (LeaderboardEntry | NamedLearner)[];
  readonly rows: { readonly train: number; readonly holdout: number; readonly quarantined: number };
  /** Binary with a payoff: what deciding by the model earned on the holdout. */
  readonly money?: DecidedMoney & Pick<Money, 'perRow' | 'total'>;
  /** How the groups of every protected column, and of every two, are treated on the holdout. */
  readonly fairness?: readonly Treatment[];
  /** Labels that may be wrong, the most doubtful first. */
  readonly labels?: LabelLook;
  /** What more rows would bring; only where it was asked. */
  readonly learningCurve?: LearningCurve & { readonly sentence: string };
  /** How much of the error is noise; only where the learning curve was asked. */
  readonly ceiling?: NoiseCeiling & { readonly sentence: string };
  /** What came of the promised coverage on the holdout; absent where none was asked for. */
  readonly coverage?: JudgedCoverage;
  /** How the settings were searched for; absent where they were not. */
  readonly study?: StudySummary;
  /** Segments: what each is like, largest first. */
  readonly segments?: readonly Pick<SegmentProfile, 'name' | 'foundAs' | 'outside' | 'rows' | 'share' | 'silhouette'>[];
  /** Uplift: the ranking and the decisions on the holdout. */
  readonly uplift?: JudgedUplift;
  readonly importance: ModelRecord['importance'];
  readonly warnings: readonly Warning[];
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** The line of a learner that was named, not chosen. */
export interface NamedLearner extends Pick<LeaderboardEntry, 'learner' | 'params' | 'seconds'> {
  /** On the holdout; null where it is undefined. */
  readonly metric: number | null;
}

/** What a training answers, from what it registered. */
export function answerOf(version: Version, artifact: Artifact<ModelContent<AnyTask>>, seconds: number): Trained {
  const { content } = artifact;
  const record = artifact.record as unknown as AnyRecord & Partial<ModelRecord & RowsRecord>;
  const money = record.evaluation?.money;
  const segments = record.found?.kind === 'segment' ? record.found.segments : undefined;
  return {
    model: version.model,
    version: version.version,
    digest: version.digest,
    task: content.task,
    target: content.target,
    headline: headline(content, record),
    learner: content.learner,
    params: content.params,
    metric: record.metric,
    metrics: record.metrics,
    baseline: record.baseline,
    leaderboard: leaderboardOf(content, record, seconds),
    rows: record.rows,
    ...(money ? { money: moneyOf(money, content) } : {}),
    ...(record.evaluation?.fairness ? { fairness: treatmentsOf(content as ModelContent, record.evaluation.fairness) } : {}),
    ...(record.labels ? { labels: record.labels } : {}),
    ...(record.learningCurve ? { learningCurve: { ...record.learningCurve, sentence: curveSentence(record.learningCurve) } } : {}),
    ...(record.ceiling ? { ceiling: { ...record.ceiling, sentence: ceilingSentence(content.task as Task, record.ceiling) } } : {}),
    ...(record.coverage ? { coverage: record.coverage } : {}),
    ...(record.study ? { study: record.study } : {}),
    ...(segments ? { segments: segments.map(withoutTraits) } : {}),
    ...(record.found?.kind === 'uplift' ? { uplift: judgedOf(record.found) } : {}),
    importance: record.importance,
    warnings: record.warnings,
    notes: record.notes,
    seconds,
  };
}

function moneyOf(money: Money, { decide }: ModelContent<AnyTask>): NonNullable<Trained['money']> {
  const { currency, ...told } = decidedMoney(money, decide);
  return { currency, perRow: money.perRow, total: money.total, ...told };
}

const judgedOf = ({ evaluation, targeting }: FoundUplift): JudgedUplift => ({ evaluation, ...(targeting ? { targeting } : {}) });

function withoutTraits(segment: SegmentProfile): NonNullable<Trained['segments']>[number] {
  const { traits: _, ...told } = segment;
  return told;
}

function leaderboardOf(content: ModelContent<AnyTask>, record: AnyRecord, seconds: number): Trained['leaderboard'] {
  if (record.leaderboard.length > 0) return record.leaderboard;
  return [{ learner: content.learner, params: content.params, metric: record.metrics[record.metric]?.value ?? null, seconds }];
}
