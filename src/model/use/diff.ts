import { canonicalJson, hasTarget, mwError, type AnyTask, type Json } from '../../core/index.js';
import { figuresOf, metricNamed } from '../../evaluate/index.js';
import { printNode } from '../../expr/index.js';
import type { ModelContent } from '../content.js';
import { holdoutOf, type Holdout } from '../holdout.js';
import type { RunOptions } from '../run.js';
import { anyEvidenceOf, isOfTarget, type AnyEvidence } from './evidence.js';
import { foundGain } from './found-gain.js';
import { openAnyModel, withTarget, type OpenModel, type RegisteredModel } from './open-model.js';
import { gainOnCommonRows, type Gain } from './paired-gain.js';

/** One thing that differs. */
export interface Change {
  /** `features.spend`, `params.trees`, `data` … */
  readonly what: string;
  readonly a: string | null;
  readonly b: string | null;
}

/** What a comparison of two versions answers. */
export interface Diff {
  readonly a: string;
  readonly b: string;
  /** The fitted contents are equal to the bit. */
  readonly same: boolean;
  readonly metrics: Readonly<Record<string, { readonly a: number | null; readonly b: number | null }>>;
  /** How much better b is than a by b's metric on rows that neither saw; absent when there are none. */
  readonly gain?: { readonly metric: string } & Gain;
  readonly changed: readonly Change[];
}

/** Compares two versions: figures, and everything in their content that is not equal. */
export async function diffVersions(refA: string, refB: string, run: RunOptions): Promise<Diff> {
  const [a, b] = [await openAnyModel(refA, run), await openAnyModel(refB, run)];
  if (a.content.task !== b.content.task || a.content.target !== b.content.target)
    throw mwError('MW_MODEL_TWO_MODELS', { a: refA, b: refB });
  const names = figuresOf(a.content.task)
    .map((m) => m.name)
    .filter((name) => name in a.record.metrics || name in b.record.metrics);
  const gain = await gainOf(a, b, run);
  return {
    a: `${a.model}@${a.version}`,
    b: `${b.model}@${b.version}`,
    same: a.digest === b.digest,
    metrics: Object.fromEntries(
      names.map((name) => [name, { a: a.record.metrics[name]?.value ?? null, b: b.record.metrics[name]?.value ?? null }]),
    ),
    ...(gain ? { gain } : {}),
    changed: changesOf(a, b),
  };
}

async function gainOf(a: RegisteredModel<AnyTask>, b: RegisteredModel<AnyTask>, run: RunOptions): Promise<Diff['gain']> {
  if (hasTarget(a.content.task)) return targetGain(withTarget(a, 'diff'), withTarget(b, 'diff'), run);
  const [before, own] = [await evidenceIn(a, run), await evidenceIn(b, run)];
  if (isOfTarget(before) || isOfTarget(own)) return undefined;
  const found = foundGain(own, before);
  return 'gain' in found ? { metric: own.record.metric, ...found.gain } : undefined;
}

const evidenceIn = async ({ model, version }: RegisteredModel<AnyTask>, run: RunOptions): Promise<AnyEvidence> =>
  anyEvidenceOf(await run.workspace.registry.resolve(`${model}@${version}`), run);

async function targetGain(a: OpenModel, b: OpenModel, run: RunOptions): Promise<Diff['gain']> {
  if (a.record.lineage.data !== b.record.lineage.data || a.content.labels.join('\n') !== b.content.labels.join('\n')) return undefined;
  const [before, own] = [await holdoutIn(a, run), await holdoutIn(b, run)];
  if (!before || !own) return undefined;
  const metric = metricNamed(b.record.metric, b.content.task);
  const gain = gainOnCommonRows(metric, b.content, own, before);
  return gain && { metric: metric.name, ...gain };
}

const holdoutIn = async ({ model, version, content }: OpenModel, run: RunOptions): Promise<Holdout | undefined> =>
  holdoutOf(await run.workspace.registry.resolve(`${model}@${version}`), content, run);

function changesOf(a: RegisteredModel<AnyTask>, b: RegisteredModel<AnyTask>): readonly Change[] {
  const [one, two] = [factsOf(a), factsOf(b)];
  return [...new Set([...one.keys(), ...two.keys()])].flatMap((what) => {
    const [x, y] = [one.get(what) ?? null, two.get(what) ?? null];
    return x === y ? [] : [{ what, a: x, b: y }];
  });
}

function factsOf({ content, record }: RegisteredModel<AnyTask>): Map<string, string> {
  const simple = (['learner', 'seed', 'labels', 'schema', 'calibration'] as const satisfies readonly (keyof ModelContent)[]).map(
    (key) => [key, text(content[key])] as const,
  );
  return new Map([
    ...simple,
    ...entries('decide', content.decide ?? {}),
    ...entries('params', content.params),
    ...coverageFacts(content),
    ...content.features.map((f) => [`features.${f.name}`, printNode(f.node, { items: 8 })] as const),
    ['data', record.lineage.data],
    ['rows', text(record.rows)],
  ]);
}

function coverageFacts({ coverage }: ModelContent<AnyTask>): readonly (readonly [string, string])[] {
  if (!coverage) return [];
  const { level, method, by, thresholds } = coverage;
  return entries('coverage', { level, method, ...(by ? { by: printNode(by.feature.node, { items: 8 }) } : {}), thresholds });
}

const entries = (what: string, values: object): (readonly [string, string])[] =>
  Object.entries(values).map(([name, value]) => [`${what}.${name}`, text(value)]);

const text = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value as Json));
