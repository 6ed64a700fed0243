import { readArtifact, readHoldout, type ArtifactArrays } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import type { RecommendContent, RecommendRecord } from './content.js';

/** What a version brought with it when it was registered. */
export interface RecommendEvidence {
  readonly name: string;
  readonly content: RecommendContent;
  readonly record: RecommendRecord;
  readonly holdout: ArtifactArrays | undefined;
}

/** Reads it, without opening the version. */
export async function evidenceOf(version: Version, { workspace }: RunOptions): Promise<RecommendEvidence> {
  const { content, record } = await readArtifact(workspace.blobs, version.files);
  return {
    name: `${version.model}@${version.version}`,
    content: content as unknown as RecommendContent,
    record: record as unknown as RecommendRecord,
    holdout: await readHoldout(workspace.blobs, version.files),
  };
}

/** Per judged user how much more `own` has of the metric than `other`; undefined unless both judged the same users by the same events and metric. */
export function pairedGains(own: RecommendEvidence, other: RecommendEvidence): Float64Array | undefined {
  const [a, b] = [own.holdout, other.holdout];
  const isSame =
    own.record.lineage.data === other.record.lineage.data &&
    own.record.metric === other.record.metric &&
    own.content.split === other.content.split &&
    a?.['user'].length === b?.['user'].length &&
    a?.['user'].every((user, i) => user === b?.['user'][i]);
  return a && b && isSame ? Float64Array.from(a['value'], (value, i) => value - b['value'][i]) : undefined;
}
