import { tasks, type AnyTask, type Json, type Task } from '../core/index.js';
import type { RowRule } from '../data/index.js';
import {
  figuresOf,
  type AccumulatedEffects,
  type Dependence,
  type Evaluation,
  type Interval,
  type LearningCurve,
  type NoiseCeiling,
  type Running,
  type Surrogate,
} from '../evaluate/index.js';
import type { Node } from '../expr/index.js';
import type { LabelLook } from './train/label-look.js';
import type { JudgedCoverage } from './coverage/index.js';
import type { LeaderboardEntry } from './train/compare.js';
import type { Found } from './found/index.js';
import type { Warning } from './probes/index.js';
import type { StudySummary } from './tune/summary.js';
import type { Channel, RetrainRules } from './watch/options.js';

/** Where a model comes from. None of it is in the digest. */
export interface Lineage {
  /** sha256 of the content of all sources. */
  readonly data: string;
  /** Commit of the project's code, when it lies in a git checkout. */
  readonly commit: string | null;
  readonly seed: number;
  /** The version that was champion when this one was trained. */
  readonly parent: string | null;
  readonly trainedAt: string;
  readonly millwright: string;
  readonly node: string;
  readonly platform: string;
  /** The holdout metrics come from a fit on `train` rows; the registered predictor was then refitted on `refit` rows. */
  readonly fits: { readonly train: number; readonly holdout: number; readonly refit: number };
}

/** Importance of one feature: mean absolute contribution to the margin over holdout rows. */
export interface FeatureImportance {
  readonly feature: string;
  readonly importance: number;
  readonly expression: string;
}

/** What monitoring a version goes by. */
export interface Watch {
  /** The parts of the rows that are reported apart, as tests of the columns. */
  readonly slices: Readonly<Record<string, Node>>;
  /** How long labels take to come: `90d`. */
  readonly labelsWithin?: string;
  /** The declared alerts by name, as they read; these and what follows are absent from versions of before. */
  readonly alerts?: Readonly<Record<string, string>>;
  /** Where notices of alerts go: kinds of channels, without addresses. */
  readonly notify?: readonly Channel['kind'][];
  readonly retrain?: RetrainRules;
}

/** From when to when the rows are, where a time column is declared: ISO 8601, UTC. */
export interface Period {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/** What is known of a version of any task beside its fitted content: how good it is, and how it came about. JSON. */
export interface AnyRecord {
  readonly metric: string;
  readonly metrics: Readonly<Record<string, Interval>>;
  readonly baseline: Readonly<Record<string, number>>;
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly rows: { readonly train: number; readonly holdout: number; readonly quarantined: number };
  readonly importance: readonly FeatureImportance[];
  /** Partial dependence of the strongest features, on the scale of the prediction. */
  readonly effects: readonly Dependence[];
  /** What the strongest features do by themselves, whatever moves together with them; absent from versions of before. */
  readonly accumulated?: readonly AccumulatedEffects[];
  /** The model in a few rules, and how faithful they are; absent where there are few rows or very many columns, and from versions of before. */
  readonly surrogate?: Surrogate;
  readonly warnings: readonly Warning[];
  readonly notes: readonly string[];
  readonly quality: {
    readonly read: number;
    readonly rules: readonly { readonly rule: string; readonly level: string; readonly failed: number }[];
    readonly faults: readonly { readonly column: string; readonly reason: string; readonly count: number }[];
  };
  /** Absent without a declared time column, and from versions of before. */
  readonly period?: Period;
  /** The definition's rules about single rows that do not read the target, for those who ask what a row could be instead; absent where there are none. */
  readonly rules?: readonly RowRule[];
  /** What the definition says of its watch, for those who watch the version; absent from versions of before. */
  readonly watch?: Watch;
  readonly lineage: Lineage;
  readonly seconds: number;
}

/** The record of a version that predicts a target. */
export interface ModelRecord extends AnyRecord {
  /** The whole evaluation on the holdout: calibration, curves, money, slices. */
  readonly evaluation: Evaluation;
  /** What it costs to run, where that was said or the rows of a month are known. */
  readonly running?: Running;
  /** Today's rule, for those who judge the version on other rows; absent without one, and from versions of before. */
  readonly currentRule?: Node;
  /** The study that found the settings; absent where none was asked for. */
  readonly study?: StudySummary;
  /** Labels that may be wrong; absent from versions of before. */
  readonly labels?: LabelLook;
  /** What more rows would bring; absent where it was not asked. */
  readonly learningCurve?: LearningCurve;
  /** What no model of these features can avoid; absent where it was not asked. */
  readonly ceiling?: NoiseCeiling;
  /** What came of the promised coverage on the holdout; absent where none was asked for. */
  readonly coverage?: JudgedCoverage;
}

/** The record of a version without a target. */
export interface RowsRecord extends AnyRecord {
  /** What it found in the rows that it was fitted on. */
  readonly found: Found;
}

/** The record of a task's versions. */
export type RecordOf<T extends AnyTask> = T extends Task ? ModelRecord : RowsRecord;

/** A record as it was registered. Stored JSON has its keys by code unit; the metrics stand in the order of the metric table again. */
export function recordFrom<T extends AnyTask>(json: Json, task: T): RecordOf<T> {
  const record = json as unknown as AnyRecord & Partial<ModelRecord>;
  const { evaluation } = record;
  return {
    ...record,
    metrics: inOrder(record.metrics, task),
    baseline: inOrder(record.baseline, task),
    ...(evaluation
      ? { evaluation: { ...evaluation, metrics: inOrder(evaluation.metrics, task), baseline: inOrder(evaluation.baseline, task) } }
      : {}),
  } as unknown as RecordOf<T>;
}

function inOrder<V>(byName: Readonly<Record<string, V>>, task: AnyTask): Readonly<Record<string, V>> {
  // A version of another kind than of rows has figures of its own, and keeps their order.
  if (!Object.hasOwn(tasks, task)) return byName;
  const known = figuresOf(task).flatMap(({ name }) => (name in byName ? [[name, byName[name]] as const] : []));
  return { ...Object.fromEntries(known), ...byName };
}
