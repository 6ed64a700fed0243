import type { Interval } from '../../evaluate/index.js';
import { mwError, type Task } from '../../core/index.js';
import { parseRef } from '../registry/index.js';
import { recordFrom } from '../record.js';
import type { RunOptions } from '../run.js';

/** One model with its versions, oldest first. */
export interface ListedModel {
  readonly model: string;
  readonly aliases: Readonly<Record<string, number>>;
  readonly versions: readonly {
    readonly version: number;
    readonly digest: string;
    readonly createdAt: string;
    readonly learner: string;
    readonly metric: string;
    readonly metrics: Readonly<Record<string, Interval>>;
  }[];
}

/** Every registered model. */
export async function listModels(run: RunOptions): Promise<readonly ListedModel[]> {
  return (await run.workspace.registry.models()).map(({ model, aliases, versions }) => ({
    model,
    aliases,
    versions: versions.map((v) => {
      const record = recordFrom(v.record, v.task as Task);
      return {
        version: v.version,
        digest: v.digest,
        createdAt: new Date(v.createdAt).toISOString(),
        learner: v.learner,
        metric: record.metric,
        metrics: record.metrics,
      };
    }),
  }));
}

/** One training. */
export interface ListedRun {
  readonly id: string;
  readonly model: string;
  readonly kind: string;
  readonly status: string;
  readonly version: number | null;
  readonly startedAt: string;
  readonly seconds: number | null;
  readonly error: string | null;
}

/** The trainings of a project, newest first: of one model or of all, at most `limit` (default 100). */
export async function listRuns(
  run: RunOptions,
  only: { readonly model?: string; readonly limit?: number } = {},
): Promise<readonly ListedRun[]> {
  return (await run.workspace.registry.runs(only)).map((r) => ({
    id: r.id,
    model: r.model,
    kind: r.kind,
    status: r.status,
    version: r.version,
    startedAt: new Date(r.startedAt).toISOString(),
    seconds: r.finishedAt === null ? null : (r.finishedAt - r.startedAt) / 1000,
    error: (r.error as { message?: string } | null)?.message ?? null,
  }));
}

/** Deletes `name@N` for good. Refused while an alias points at it. */
export async function deleteVersion(ref: string, run: RunOptions): Promise<{ readonly model: string; readonly version: number }> {
  if (parseRef(ref).kind !== 'version') throw mwError('MW_MODEL_REF', { got: ref });
  const { model, version } = await run.workspace.registry.resolve(ref);
  await run.workspace.registry.deleteVersion(model, version);
  return { model, version };
}
