import { mwError } from '../../core/index.js';
import { metricNamed, metrics, pairedInterval, scored, type Metric } from '../../evaluate/index.js';
import { readArtifact, readHoldout, type ArtifactArrays } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { evaluateGate, pairRows, type Floor, type GateResult, type Incumbent, type Measured } from '../gates/index.js';
import { parseRef, type Version } from '../registry/index.js';
import type { ModelRecord } from '../record.js';
import type { RunOptions } from '../run.js';

/** What a promotion answers. `moved` is false when the gate refused (and nothing was changed). */
export interface Promoted {
  readonly model: string;
  readonly alias: string;
  readonly from: number | null;
  readonly to: number;
  readonly moved: boolean;
  readonly gate: GateResult;
}

/** Aliases whose gate compares: what serves. Others are labels, checked for rows and floors only. */
const SERVING = 'champion';

/**
 * Points an alias at a version through the gate: rows enough, floors kept, no leak suspected, and for the champion no worse
 * than the one before on rows that neither saw. `force` moves it all the same; history and audit keep the refusal.
 */
export async function promoteVersion(ref: string, alias: string, options: { readonly force: boolean }, run: RunOptions): Promise<Promoted> {
  const { registry } = run.workspace;
  const version = await registry.resolve(ref);
  if (parseRef(ref).kind === 'default' && version.alias === alias) throw mwError('MW_MODEL_PROMOTE_WHICH', { model: version.model, alias });
  const history = await registry.models();
  const from = history.find((m) => m.model === version.model)?.aliases[alias] ?? null;
  const gate = await gateOf(
    version,
    alias === SERVING && from !== null && from !== version.version ? await registry.resolve(`${version.model}@${from}`) : undefined,
    run,
  );
  const answer = { model: version.model, alias, from, to: version.version, gate };
  if (!gate.passed && !options.force) return { ...answer, moved: false };
  const change = await registry.moveAlias({
    model: version.model,
    alias,
    to: version.version,
    expect: from,
    note: { gate: { passed: gate.passed, reasons: [...gate.reasons] }, forced: !gate.passed },
  });
  return { ...answer, from: change.from, moved: true };
}

/** Puts an alias (default champion) back to the version before, and the one before that when asked again. */
export async function rollbackAlias(ref: string, run: RunOptions): Promise<Promoted> {
  const parsed = parseRef(ref);
  if (parsed.kind === 'version') throw mwError('MW_MODEL_REF', { got: ref });
  const change = await run.workspace.registry.rollback(parsed.model, parsed.kind === 'alias' ? parsed.alias : 'champion');
  const reasons = [`It was ${change.alias} before ${change.from === null ? 'the alias was removed' : `${change.model}@${change.from}`}.`];
  return { model: change.model, alias: change.alias, from: change.from, to: change.to!, moved: true, gate: { passed: true, reasons } };
}

async function gateOf(version: Version, champion: Version | undefined, run: RunOptions): Promise<GateResult> {
  const { content, record } = await contentOf(version, run);
  const metric = metricNamed(record.metric, content.task);
  return evaluateGate(
    {
      name: `${version.model}@${version.version}`,
      ...measured(record),
      segments: Object.fromEntries(record.evaluation.slices.map((s) => [s.name, { rows: s.rows, metrics: s.metrics }])),
      leaks: record.warnings.filter((w) => w.probe === 'singleFeature').map((w) => w.message),
      ...(champion ? { incumbent: await incumbentOf(version, champion, content, record, metric, run) } : {}),
    },
    {
      metric: metric.name,
      ...(content.gate.tolerance === undefined ? {} : { tolerance: content.gate.tolerance }),
      floors: floorsOf(content),
    },
  );
}

const measured = (record: ModelRecord): Measured => ({ rows: record.rows.holdout, metrics: record.metrics });

/** `{ auc: 0.7 }` for all rows, `{ 'auc: new customers': 0.65 }` for a slice. */
function floorsOf(content: ModelContent): readonly Floor[] {
  return Object.entries(content.gate.floors ?? {}).map(([key, value]) => {
    const [name, ...segment] = key.split(':');
    const found = metrics.find((m) => m.name === name.trim());
    return {
      metric: name.trim(),
      better: found?.better ?? 'higher',
      value,
      ...(segment.length ? { segment: segment.join(':').trim() } : {}),
    };
  });
}

async function contentOf(version: Version, run: RunOptions): Promise<{ content: ModelContent; record: ModelRecord }> {
  const artifact = await readArtifact(run.workspace.blobs, version.files);
  return { content: artifact.content as unknown as ModelContent, record: artifact.record as unknown as ModelRecord };
}

/**
 * Pairs the two versions on the same rows. Trained on the same data: the rows that were in both holdouts, so that neither saw
 * them. On other data: the newcomer's holdout, which the champion scored when the newcomer was trained.
 */
async function incumbentOf(
  version: Version,
  champion: Version,
  content: ModelContent,
  record: ModelRecord,
  metric: Metric,
  run: RunOptions,
): Promise<Incumbent> {
  const name = `${champion.model}@${champion.version}`;
  const before = await contentOf(champion, run);
  const own = (await readHoldout(run.workspace.blobs, version.files))!;
  const theirs = (await readHoldout(run.workspace.blobs, champion.files))!;
  const outputs = content.task === 'multiclass' ? content.labels.length : 1;
  const sample = (y: Float64Array, margins: Float64Array) => scored(content.task, outputs, y, margins);
  const sameLabels = before.content.labels.join('\n') === content.labels.join('\n') && before.content.task === content.task;
  const interval = (y: Float64Array, a: Float64Array, b: Float64Array): Incumbent['gain'] => ({
    ...pairedInterval(metric, sample(y, a), sample(y, b), { seed: content.seed }),
    rows: y.length,
  });
  const none: Incumbent['gain'] = { value: NaN, low: NaN, high: NaN, rows: 0 };
  let gain = none;
  if (sameLabels && before.record.lineage.data === record.lineage.data) {
    const pairs = pairRows(holdout(own), holdout(theirs));
    gain =
      pairs.a.length === 0
        ? none
        : interval(rowsOf(own['y'], pairs.a, 1), rowsOf(own['margins'], pairs.a, outputs), rowsOf(theirs['margins'], pairs.b, outputs));
  } else if (sameLabels && own['incumbent'] && record.lineage.parent === name) {
    gain = interval(own['y'] as Float64Array, own['margins'] as Float64Array, own['incumbent'] as Float64Array);
  }
  return { name, metrics: before.record.metrics, gain };
}

const holdout = (arrays: ArtifactArrays): { row: Int32Array; y: Float64Array } => ({
  row: arrays['row'] as Int32Array,
  y: arrays['y'] as Float64Array,
});

function rowsOf(from: ArtifactArrays[string], at: Int32Array, width: number): Float64Array {
  const out = new Float64Array(at.length * width);
  at.forEach((row, i) => {
    for (let k = 0; k < width; k++) out[i * width + k] = from[row * width + k];
  });
  return out;
}
