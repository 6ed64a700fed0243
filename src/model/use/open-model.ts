import { hasTarget, mwError, type AnyTask, type Json, type Matrix, type Task } from '../../core/index.js';
import { openCoverage, ownArrays, type CoverageOf } from '../coverage/index.js';
import { headOf, rowEncoder, type RowEncoder } from '../../features/index.js';
import { checkNode, type Node } from '../../expr/index.js';
import { calibratedMargins } from '../../evaluate/index.js';
import { learnerNamed, type Predictor } from '../../learn/index.js';
import { readArtifact, replayGolden, type Artifact, type Golden } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { amountNodes } from '../decide/index.js';
import { recordFrom, type RecordOf } from '../record.js';
import type { Version } from '../registry/index.js';
import { RECOMMEND } from '../recommend/content.js';
import type { RunOptions } from '../run.js';

/** A registered version, read, verified and ready to predict. */
export interface OpenModel<T extends AnyTask = Task> {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly content: ModelContent<T>;
  readonly record: RecordOf<T>;
  /** A few rows of the training data with their margins, replayed when it was opened. Of each row the inputs, times in milliseconds. */
  readonly golden: Golden;
  readonly predictor: Predictor;
  /** Calibrated margins, rows × outputs, of encoded rows. */
  readonly margins: (x: Matrix) => Float64Array;
  /** Writes the encoded features of one raw row, coded as `core/rowOf` codes a matrix row. */
  readonly encodeRow: RowEncoder;
  /** The same as `margins` for one raw row, through JavaScript alone. */
  readonly rowMargins: (row: Readonly<Record<string, unknown>>) => Float64Array;
  /** The intervals or sets of encoded rows; absent where none are promised. */
  readonly coverageOf?: CoverageOf;
}

/** An open model, and the version that it was opened from. */
export interface RegisteredModel<T extends AnyTask = Task> extends OpenModel<T> {
  readonly registered: Version;
}

/**
 * Opens `name`, `name@N` or `name@alias`. Every blob's sha256, the digest, every expression and every array is checked,
 * and the golden rows are replayed: a model that does not answer as it did when it was trained is never used.
 * Throws `MW_MODEL_NO_TARGET` for segments and outliers, which {@link openAnyModel} opens; `what` names the work that needs a target.
 */
export async function openModel(ref: string, run: RunOptions, what = 'this'): Promise<RegisteredModel> {
  return withTarget(await openAnyModel(ref, run), what);
}

/** The same for a model of any task. */
export async function openAnyModel(ref: string, run: RunOptions): Promise<RegisteredModel<AnyTask>> {
  const registered = await run.workspace.registry.resolve(ref);
  if (registered.task === RECOMMEND) throw mwError('MW_MODEL_RECOMMENDS', { model: `${registered.model}@${registered.version}` });
  const artifact = await readArtifact(run.workspace.blobs, registered.files);
  return { ...(await openArtifact(artifact as unknown as Artifact<ModelContent<AnyTask>>, registered)), registered };
}

/** The model as one with a target. Throws `MW_MODEL_NO_TARGET` for segments and outliers. */
export function withTarget(model: RegisteredModel<AnyTask>, what: string): RegisteredModel {
  const { task } = model.content;
  if (!hasTarget(task)) throw mwError('MW_MODEL_NO_TARGET', { model: `${model.model}@${model.version}`, task, what });
  return model as unknown as RegisteredModel;
}

/** The same from an artifact in memory. */
export async function openArtifact<T extends AnyTask>(
  artifact: Artifact<ModelContent<T>>,
  version: { readonly model: string; readonly version: number; readonly digest: string },
): Promise<OpenModel<T>> {
  const { content } = artifact;
  for (const feature of content.features) checkNode(feature.node, { fitted: true });
  for (const node of amountNodes(content.decide)) checkNode(node, { fitted: true });
  const heads = content.features.map(headOf);
  const predictor = learnerNamed(content.learner).fromParts({ meta: content.predictor, arrays: ownArrays(artifact.arrays) }, heads);
  const coverageOf = openCoverage(content as unknown as ModelContent, artifact.arrays, heads);
  const encodeRow = rowEncoder(content.features);
  const rowMargins = rowPredictor(content, predictor, encodeRow);
  await replayGolden(artifact.golden, (rows) => rows.map((row) => rowMargins(row as Record<string, Json>)));
  return {
    model: version.model,
    version: version.version,
    digest: version.digest,
    content,
    record: recordFrom(artifact.record, content.task),
    golden: artifact.golden,
    predictor,
    margins: (x) => {
      const out = new Float64Array(x.rows * predictor.outputs);
      predictor.predict(x, out);
      return calibratedMargins(content.calibration, out);
    },
    encodeRow,
    rowMargins,
    ...(coverageOf ? { coverageOf } : {}),
  };
}

/** One raw row to calibrated margins: the path of real-time serving. */
export function rowPredictor(
  content: Pick<ModelContent, 'features' | 'calibration'>,
  predictor: Predictor,
  encode: RowEncoder,
): (row: Readonly<Record<string, unknown>>) => Float64Array {
  const encoded = new Float64Array(content.features.length);
  return (row) => {
    const out = new Float64Array(predictor.outputs);
    encode(row, encoded);
    predictor.predictRow(encoded, out);
    return calibratedMargins(content.calibration, out);
  };
}

export const nodesOf = (content: Pick<ModelContent, 'features'>): readonly Node[] => content.features.map((f) => f.node);
