import { hasTarget, mwError, type AnyTask } from '../../../core/index.js';
import { figuresOf, metricNamed } from '../../../evaluate/index.js';
import { printNode } from '../../../expr/index.js';
import type { ModelContent } from '../../content.js';
import type { RunOptions } from '../../run.js';
import { comparedRows } from '../compared-rows.js';
import { anyEvidenceOf, evidenceFrom, isOfTarget, type Evidence } from '../evidence.js';
import { foundGain } from '../found-gain.js';
import { openAnyModel, withTarget, type RegisteredModel } from '../open-model.js';
import { gainOn, turned, type Gain } from '../paired-gain.js';
import { answerChanges, valueChanges, type AnswerChanges, type PairedDiff, type ValueChanges } from './answer-changes.js';
import { callsOf } from './calls.js';
import { changesBetween, factsIn, factText, type Change, type Facts } from './changes.js';
import { footprintOf, type Footprint } from './footprint.js';
import { importanceChanges, type ImportanceChange } from './importance-changes.js';
import { metricChanges, type MetricChange } from './metric-changes.js';
import { moneyChange, type MoneyChange } from './money-change.js';
import { termsApart } from '../terms-apart.js';
import { sliceChanges, type SliceChange } from './slice-changes.js';

/** On which rows the two are compared. */
export interface ComparedOn {
  /**
   * `common`: rows of both holdouts of the same data; `unseen`: the same of data that have grown, and the new ones; `asked`: the holdout of the newer version,
   * which the older one scored when that was trained; `unpaired`: each on its own holdout, so that a difference may be one of the rows.
   */
  readonly how: 'common' | 'unseen' | 'asked' | 'unpaired';
  /** How many; 0 where unpaired. */
  readonly rows: number;
}

/** What a comparison of two versions answers. */
export interface Diff {
  readonly a: string;
  readonly b: string;
  /** The fitted contents are equal to the bit. */
  readonly same: boolean;
  /** Absent for models without a target. */
  readonly compared?: ComparedOn;
  readonly metrics: Readonly<Record<string, MetricChange>>;
  /** How much better b is than a by b's metric on rows that neither saw; absent when there are none. */
  readonly gain?: { readonly metric: string } & Gain;
  /** Classification: whose call or decision is another one. Absent, as all that follows but importance and footprint, without paired rows. */
  readonly answers?: AnswerChanges;
  /** Classification: why whose decision is another one cannot be told; then there are neither `answers` nor `money`. */
  readonly undecided?: string;
  /** Regression: how far the answers moved. */
  readonly values?: ValueChanges;
  /** In what the two declare their money differently, and at whose amounts both are valued; in words, absent where they declare the same. */
  readonly terms?: string;
  /** Where both declare a payoff. */
  readonly money?: MoneyChange;
  readonly slices?: readonly SliceChange[];
  readonly importance: readonly ImportanceChange[];
  readonly footprint: { readonly a: Footprint; readonly b: Footprint };
  readonly changed: readonly Change[];
}

type Opened = RegisteredModel<AnyTask>;

/**
 * Compares two versions: figures on the same rows with paired intervals, which answers differ and who is right there, money, slices, what matters, size and
 * time, and everything in their content that is not equal. Throws `MW_MODEL_TWO_MODELS` for versions that do different things.
 */
export async function diffVersions(refA: string, refB: string, run: RunOptions): Promise<Diff> {
  const [a, b] = [await openAnyModel(refA, run), await openAnyModel(refB, run)];
  if (a.content.task !== b.content.task || a.content.target !== b.content.target)
    throw mwError('MW_MODEL_TWO_MODELS', { a: refA, b: refB });
  return {
    a: `${a.model}@${a.version}`,
    b: `${b.model}@${b.version}`,
    same: a.digest === b.digest,
    ...(hasTarget(a.content.task) ? await targetDiff(withTarget(a, 'diff'), withTarget(b, 'diff'), run) : await rowsDiff(a, b, run)),
    importance: importanceChanges(a.record.importance, b.record.importance),
    footprint: { a: footprintOf(a), b: footprintOf(b) },
    changed: changesBetween(factsOf(a), factsOf(b)),
  };
}

function metricNames({ content, record }: Opened, other: Opened): readonly string[] {
  const names = figuresOf(content.task).map((m) => m.name);
  return names.filter((name) => name in record.metrics || name in other.record.metrics);
}

async function targetDiff(
  modelA: RegisteredModel,
  modelB: RegisteredModel,
  run: RunOptions,
): Promise<Partial<Diff> & Pick<Diff, 'metrics'>> {
  const [a, b] = [await evidenceFrom(modelA, run), await evidenceFrom(modelB, run)];
  const compared = pairsOf(a, b);
  const metrics = metricChanges(metricNames(modelA as never, modelB as never), a, b, compared);
  if (!compared) return { compared: { how: 'unpaired', rows: 0 }, metrics };
  const gain = gainOn(metricNamed(b.record.metric, b.content.task), b.content, a.content, compared.rows);
  const terms = termsApart(b, a);
  return {
    compared: { how: compared.how, rows: compared.rows.y.length },
    metrics,
    ...(gain ? { gain: { metric: b.record.metric, ...gain } } : {}),
    ...(terms === undefined ? {} : { terms }),
    ...(b.content.task === 'regression' ? { values: valueChanges(compared) } : classChanges(a, b, compared)),
    slices: sliceChanges(a, b, compared),
  };
}

function classChanges(a: Evidence, b: Evidence, compared: PairedDiff): Pick<Diff, 'answers' | 'money' | 'undecided'> {
  const calls = callsOf(a, b, compared.rows);
  if ('undecided' in calls) return calls;
  const money = moneyChange(a, b, compared, calls);
  return { answers: answerChanges(a, b, compared, calls), ...(money ? { money } : {}) };
}

/** The rows to compare on, whichever of the two is the newer one; none where no row has an answer of both. */
function pairsOf(a: Evidence, b: Evidence): PairedDiff | undefined {
  const [onB, onA] = [comparedRows(b, a), comparedRows(a, b)];
  if (onB && onB.rows.y.length > 0) return { ...onB, holder: b };
  if (!onA || onA.rows.y.length === 0) return undefined;
  return { ...onA, rows: turned(onA.rows), holder: a };
}

async function rowsDiff(a: Opened, b: Opened, run: RunOptions): Promise<Pick<Diff, 'metrics' | 'gain'>> {
  const [before, own] = [await anyEvidenceOf(a.registered, run), await anyEvidenceOf(b.registered, run)];
  const metrics = metricNames(a, b).map((name) => [
    name,
    { a: a.record.metrics[name]?.value ?? null, b: b.record.metrics[name]?.value ?? null },
  ]);
  const found = isOfTarget(before) || isOfTarget(own) ? undefined : foundGain(own, before);
  const gain = found && 'gain' in found ? { gain: { metric: b.record.metric, ...found.gain } } : {};
  return { metrics: Object.fromEntries(metrics) as Diff['metrics'], ...gain };
}

function factsOf({ content, record }: RegisteredModel<AnyTask>): Facts {
  const simple = (['learner', 'seed', 'labels', 'schema', 'calibration'] as const satisfies readonly (keyof ModelContent)[]).map(
    (key) => [key, factText(content[key])] as const,
  );
  return new Map([
    ...simple,
    ...factsIn('decide', content.decide ?? {}),
    ...factsIn('params', content.params),
    ...coverageFacts(content),
    ...content.features.map((f) => [`features.${f.name}`, printNode(f.node, { items: 8 })] as const),
    ['data', record.lineage.data],
    ['rows', factText(record.rows)],
  ]);
}

function coverageFacts({ coverage }: ModelContent<AnyTask>): readonly (readonly [string, string])[] {
  if (!coverage) return [];
  const { level, method, by, thresholds } = coverage;
  return factsIn('coverage', { level, method, ...(by ? { by: printNode(by.feature.node, { items: 8 }) } : {}), thresholds });
}
