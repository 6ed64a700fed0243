import { count, type Json } from '../../core/index.js';
import type { AuditRow } from '../../store/index.js';
import { paint, textTable } from '../terminal/index.js';

const DETAIL_CHARACTERS = 100;
/** Who was erased is told as a long hash. */
const SUBJECT = 24;

/** What `audit` says: one line per entry, and whether nobody changed one. */
export function auditedText(
  entries: readonly (Omit<AuditRow, 'at'> & { readonly at: string })[],
  { rows, brokenAt }: { readonly rows: number; readonly brokenAt: number | null },
  look: { readonly colour: boolean; readonly width: number },
): string {
  const p = paint(look.colour);
  const columns = ['no.', 'when (UTC)', 'who', 'what', 'of', 'more'].map((title) => ({
    title,
    ...(title === 'of' ? { most: SUBJECT } : {}),
  }));
  const lines = entries.map((one) => [
    String(one.seq),
    one.at.slice(0, 16).replace('T', ' '),
    one.actor,
    one.action,
    one.subject,
    detailText(one.detail),
  ]);
  const verdict =
    brokenAt === null
      ? p.dim(`${count(rows, 'entry', 'entries')}; the chain is whole: none was changed, added or taken away.`)
      : p.red(`The chain breaks at entry ${brokenAt}: it, or one before it, was changed or taken away.`);
  return [...(lines.length > 0 ? textTable(columns, lines, { title: p.dim, width: look.width }) : []), verdict].join('\n');
}

/** `forced no, from 1, to 2`; the whole of it is in --json. */
function detailText(detail: Json): string {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return valueText(detail);
  const known = Object.entries(detail).filter(([, value]) => value !== null);
  const text = known.map(([name, value]) => `${name} ${valueText(value)}`).join(', ');
  return text.length > DETAIL_CHARACTERS ? `${text.slice(0, DETAIL_CHARACTERS)}…` : text;
}

function valueText(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
