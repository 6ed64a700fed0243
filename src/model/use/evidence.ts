import { readArtifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { holdoutOf, type Holdout } from '../holdout.js';
import { recordFrom, type ModelRecord } from '../record.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import type { RegisteredModel } from './open-model.js';

/** What a version brought with it when it was registered: its settings, its figures, and its predictions for rows that it never saw. */
export interface Evidence {
  /** `churn@2`. */
  readonly name: string;
  readonly version: Version;
  readonly content: ModelContent;
  readonly record: ModelRecord;
  /** Absent in an artifact without one. */
  readonly holdout: Holdout | undefined;
}

/** Reads a version's evidence: every file is verified, and no predictor is made. */
export async function evidenceOf(version: Version, run: RunOptions): Promise<Evidence> {
  const artifact = await readArtifact(run.workspace.blobs, version.files);
  const content = artifact.content as unknown as ModelContent;
  return evidenceFrom({ registered: version, content, record: recordFrom(artifact.record, content.task) }, run);
}

/** The same of a version that is open: only its holdout is read. */
export async function evidenceFrom(
  { registered, content, record }: Pick<RegisteredModel, 'registered' | 'content' | 'record'>,
  run: RunOptions,
): Promise<Evidence> {
  const name = `${registered.model}@${registered.version}`;
  return { name, version: registered, content, record, holdout: await holdoutOf(registered, content, run) };
}
