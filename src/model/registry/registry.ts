import type { Clock, Json } from '../../core/index.js';
import type { AliasMove, AuditRow, Blobs, RunRow, RunStatus, Store, VersionRow } from '../../store/index.js';
import type { Artifact, ArtifactFiles, ArtifactHead } from '../artifact/index.js';

/** A registered version, with the blobs that hold its artifact. */
export interface Version extends VersionRow {
  readonly files: ArtifactFiles;
}

/** A version found by name, number or alias. */
export interface Resolved extends Version {
  /** The alias through which it was found. */
  readonly alias: string | null;
}

/** What `models` shows of one model. */
export interface ModelSummary {
  readonly model: string;
  /** Where each alias points. */
  readonly aliases: Readonly<Record<string, number>>;
  /** Oldest first. */
  readonly versions: readonly VersionRow[];
}

/** Where a version comes from and what became of it. */
export interface Lineage {
  readonly version: Resolved;
  readonly run: RunRow;
  /** Its parent, the parent's parent …, as far as they are still registered. */
  readonly ancestors: readonly VersionRow[];
  /** Aliases that point at it now. */
  readonly aliases: readonly string[];
}

/** A move of an alias, to ask for. */
export interface AliasOrder {
  readonly model: string;
  readonly alias: string;
  /** The version to point at; `null` removes the alias. */
  readonly to: number | null;
  /** Where it must point now (`null`: nowhere); otherwise `MW_MODEL_ALIAS_MOVED`. Absent: wherever it points. */
  readonly expect?: number | null;
  /** Why: the gate's answer, or words. Kept in the history. */
  readonly note?: Json;
  /** Idempotency key: the same order sent twice takes effect once. */
  readonly key?: string;
}

/** Where an alias pointed before and points now. */
export interface AliasChange {
  readonly model: string;
  readonly alias: string;
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The models of a project. Every change is one transaction: it took effect wholly and durably when the promise resolves,
 * and changes of all processes stand in one line.
 */
export interface Registry {
  /** Writes down that a run begins, owned by this process, and gives its id. */
  startRun(run: { readonly model: string; readonly kind: string; readonly settings: Json }): Promise<string>;
  /** Ends a run that made no version. Does nothing to a run that has ended. */
  endRun(id: string, status: 'failed' | 'interrupted', error: Json): Promise<void>;
  /** Runs, newest first (default: at most 100). */
  runs(only?: { readonly model?: string; readonly status?: RunStatus; readonly limit?: number }): Promise<readonly RunRow[]>;

  /**
   * Stores the artifact and registers it as the model's next version, made by the run, which is then finished.
   * Blobs first, then one transaction: a crash leaves the whole version or none. A run registers once: asked again,
   * the version that it made is given. Several trainings may register at once; each gets its own number.
   */
  register<C extends ArtifactHead>(model: string, artifact: Artifact<C>, run: string): Promise<Version>;

  /** The version that a reference means: `churn@3`, `churn@shadow`, or `churn`: the champion, else the newest. */
  resolve(ref: string): Promise<Resolved>;
  /** Every model, in code-unit order. */
  models(): Promise<readonly ModelSummary[]>;
  /** The versions of a model, oldest first. */
  versions(model: string): Promise<readonly VersionRow[]>;
  lineage(ref: string): Promise<Lineage>;

  /** Points an alias at a version, atomically. Pointing it where it points already changes nothing. */
  moveAlias(order: AliasOrder): Promise<AliasChange>;
  /** Points an alias (default `champion`) at the version before, the one before that when asked again, and so on. */
  rollback(model: string, alias?: string, options?: { readonly note?: Json; readonly key?: string }): Promise<AliasChange>;
  /** Every move of an alias, oldest first. */
  history(model: string, alias: string): Promise<readonly AliasMove[]>;

  /** Deletes a version; its number is never given again. Refused while anything points at it. */
  deleteVersion(model: string, version: number): Promise<void>;
  /** What was changed, newest first. */
  audit(page?: { readonly limit?: number; readonly before?: number }): Promise<readonly AuditRow[]>;
}

/** What the registry's parts work with. */
export interface RegistryContext {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly clock: Clock;
  /** Who makes the changes, for history and audit. */
  readonly actor: string;
}

/** How a version is named as an owner of blobs and in the audit: `churn@3`. */
export function versionName(model: string, version: number): string {
  return `${model}@${version}`;
}
