import { hasTarget, mwError, type AnyTask, type TargetlessTask, type Task } from '../../core/index.js';
import { readArtifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { heldOutOf, type HeldOut } from '../held-out.js';
import { holdoutOf, type Holdout } from '../holdout.js';
import { recordFrom, type RecordOf } from '../record.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import type { RegisteredModel } from './open-model.js';

/** What a version brought with it when it was registered: its settings, its figures, and its predictions for rows that it never saw. */
export interface Evidence<T extends AnyTask = Task> {
  /** `churn@2`. */
  readonly name: string;
  readonly version: Version;
  readonly content: ModelContent<T>;
  readonly record: RecordOf<T>;
  /** Absent in an artifact without one. */
  readonly holdout: ([T] extends [Task] ? Holdout : HeldOut) | undefined;
}

/** What a version of any task brought with it. */
export type AnyEvidence = Evidence | Evidence<TargetlessTask>;

/** Reads a version's evidence: every file is verified, and no predictor is made. Throws `MW_MODEL_NO_TARGET` for segments and outliers. */
export async function evidenceOf(version: Version, run: RunOptions): Promise<Evidence> {
  const found = await anyEvidenceOf(version, run);
  if (!isOfTarget(found)) throw mwError('MW_MODEL_NO_TARGET', { model: found.name, task: found.content.task, what: 'this' });
  return found;
}

/** The same for a version of any task. */
export async function anyEvidenceOf(version: Version, run: RunOptions): Promise<AnyEvidence> {
  const artifact = await readArtifact(run.workspace.blobs, version.files);
  const content = artifact.content as unknown as ModelContent<AnyTask>;
  const { task } = content;
  const record = recordFrom(artifact.record, task);
  if (hasTarget(task)) return evidenceFrom({ registered: version, content, record } as unknown as RegisteredModel, run);
  const name = `${version.model}@${version.version}`;
  return { name, version, content, record, holdout: await heldOutOf(version, run) } as unknown as Evidence<TargetlessTask>;
}

/** The same of a version with a target that is open: only its holdout is read. */
export async function evidenceFrom(
  { registered, content, record }: Pick<RegisteredModel, 'registered' | 'content' | 'record'>,
  run: RunOptions,
): Promise<Evidence> {
  const name = `${registered.model}@${registered.version}`;
  return { name, version: registered, content, record, holdout: await holdoutOf(registered, content, run) };
}

/** Whether the evidence is of a model with a target. */
export const isOfTarget = (evidence: AnyEvidence): evidence is Evidence => hasTarget(evidence.content.task);
