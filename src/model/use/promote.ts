import { mwError, type Json } from '../../core/index.js';
import type { GateResult } from '../gates/index.js';
import { parseRef } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND } from '../recommend/content.js';
import { recommendGate } from '../recommend/gate.js';
import { gateOf } from './gate-evidence.js';

/** What a promotion answers. `moved` is false when the gate refused (and nothing was changed). */
export interface Promoted {
  readonly model: string;
  readonly alias: string;
  readonly from: number | null;
  readonly to: number;
  readonly moved: boolean;
  readonly gate: GateResult;
}

/** How to promote. */
export interface PromoteOptions {
  /** Move the alias although the gate refuses. */
  readonly force: boolean;
  /** Where the alias must point now; otherwise `MW_MODEL_ALIAS_MOVED`. Absent: wherever it points when the gate looks. */
  readonly expect?: number | null;
  /** Why, beside the gate's answer. Kept in the history. */
  readonly note?: Readonly<Record<string, Json>>;
}

/** Aliases whose gate compares: what serves. Others are labels, checked for rows and floors only. */
const SERVING = 'champion';

/**
 * Points an alias at a version through the gate: rows enough, floors kept, no leak suspected, and for the champion no worse
 * than the one before on rows that neither saw. `force` moves it all the same; history and audit keep the refusal.
 */
export async function promoteVersion(ref: string, alias: string, options: PromoteOptions, run: RunOptions): Promise<Promoted> {
  const { registry } = run.workspace;
  const version = await registry.resolve(ref);
  if (parseRef(ref).kind === 'default' && version.alias === alias) throw mwError('MW_MODEL_PROMOTE_WHICH', { model: version.model, alias });
  const from = (await registry.models()).find((m) => m.model === version.model)?.aliases[alias] ?? null;
  const compared = alias === SERVING && from !== null && from !== version.version;
  const judge = version.task === RECOMMEND ? recommendGate : gateOf;
  const gate = await judge(version, compared ? await registry.resolve(`${version.model}@${from}`) : undefined, run);
  const answer = { model: version.model, alias, from, to: version.version, gate };
  if (!gate.passed && !options.force) return { ...answer, moved: false };
  const change = await registry.moveAlias({
    model: version.model,
    alias,
    to: version.version,
    expect: options.expect === undefined ? from : options.expect,
    note: { ...options.note, gate: { passed: gate.passed, reasons: [...gate.reasons] }, forced: !gate.passed },
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
