import type { Promoted } from '../../model/index.js';

/** What `promote` and `rollback` say: what moved, or why nothing did. */
export function promotedText({ model, alias, from, to, moved, gate }: Promoted): string {
  const before = from === null ? '' : ` (it was ${model}@${from})`;
  const head = moved ? `${model}@${to} is ${alias} now${before}.` : `${model}@${to} does not become ${alias}: the gate refuses.`;
  return [
    head,
    ...gate.reasons.map((reason) => `  ${reason}`),
    ...(moved ? [] : ['  --force promotes it all the same; the audit log keeps that.']),
  ].join('\n');
}
