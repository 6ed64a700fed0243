import type { DialectVerdict } from './dialect.js';
import type { ColumnFacts } from './facts.js';
import { FITTING_SHARE } from './kind.js';
import type { SniffedColumn } from './types.js';

const MOST_NAMED = 5;

/** What a person should know before trusting the types, one sentence each. */
export function notesOf(
  facts: readonly ColumnFacts[],
  columns: readonly SniffedColumn[],
  dialect: DialectVerdict | undefined,
  target: string | undefined,
): string[] {
  const notes: string[] = [];
  if (dialect && !dialect.csv.header)
    notes.push(`The file has no header (${dialect.headerReason}); the columns are called c1 to c${columns.length}.`);
  if (dialect?.csv.encoding === 'latin-1') notes.push('The file is not UTF-8; it is read as Latin-1.');
  if (dialect?.csv.decimal === ',') notes.push('Numbers are written with a decimal comma.');
  for (const [i, column] of columns.entries()) notes.push(...columnNotes(facts[i], column));
  const at = columns.findIndex((c) => c.name === target);
  if (at >= 0 && columns[at].nullable)
    notes.push(
      `The target "${target}" is empty in ${facts[at].rows - facts[at].present} of ${facts[at].rows} rows; they cannot be learned from.`,
    );
  const ids = columns.filter((c) => c.role === 'id').map((c) => `"${c.name}"`);
  if (ids.length > 0)
    notes.push(
      `${ids.slice(0, MOST_NAMED).join(', ')}${ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ''} ${ids.length === 1 ? 'names' : 'name'} rows and will not be learned from.`,
    );
  return notes;
}

function columnNotes(facts: ColumnFacts, column: SniffedColumn): string[] {
  if (facts.present === 0) return [`"${facts.name}" is empty in every row and is left out.`];
  if (facts.dressed > 0 && facts.dressed >= facts.present * FITTING_SHARE) {
    return [`"${facts.name}" is written like "${facts.firstText}" and read as words; write plain numbers to have it learned as a number.`];
  }
  if (column.kind !== 'int' && column.kind !== 'number') return [];
  const wide = column.kind === 'int' ? facts.wide : 0;
  const bad = facts.present - facts.usualNulls - facts.numbers + wide;
  if (bad === 0) return [];
  return [
    bad === 1
      ? `"${facts.name}" has 1 cell that is no number${wide > 0 ? ' within ±2^53' : ''}; its row goes to quarantine.`
      : `"${facts.name}" has ${bad} cells that are no numbers${wide > 0 ? ' within ±2^53' : ''}; their rows go to quarantine.`,
  ];
}
