import { promoteVersion, type Promoted, type RunOptions } from '../../model/index.js';
import { refusedInAudit } from './attempts.js';
import type { Trigger } from './due.js';

/** A new version before the champion that it is to replace. */
export interface Replacing {
  readonly model: string;
  readonly version: number;
  /** The champion that was looked at; null where there is none. */
  readonly from: number | null;
  /** What speaks against the new one, whatever the gate says; empty where nothing does. */
  readonly doubts: readonly string[];
  readonly triggered: readonly Trigger[];
}

/** Promotes a retrained version through the gate, unless something speaks against it; a refusal is in the audit log. Throws `MW_MODEL_ALIAS_MOVED` where the champion is another one by now. */
export async function replaceChampion({ model, version, from, doubts, triggered }: Replacing, run: RunOptions): Promise<Promoted> {
  const ref = `${model}@${version}`;
  const because = triggered.map(({ kind, text }) => ({ kind, text }));
  const answer: Promoted =
    doubts.length > 0
      ? { model, alias: 'champion', from, to: version, moved: false, gate: { passed: false, reasons: doubts } }
      : await promoteVersion(ref, 'champion', { force: false, expect: from, note: { retrained: true, triggered: because } }, run);
  if (!answer.moved) await refusedInAudit(run, ref, answer.gate.reasons, because);
  return answer;
}
