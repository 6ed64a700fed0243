import { mwError } from '../../core/index.js';
import { trimmed } from '../grammar/empty.js';
import { firstRecord, type FirstRecord } from './csv-head.js';

/** The delimiters that are guessed where none is told. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];

/**
 * The delimiter under which the first record fits best: most names of the schema, else the count of columns that is due,
 * else most fields. Of equals the first of `, ; tab |`.
 */
export function guessDelimiter(head: string, quote: string, names: readonly string[]): string {
  const scores = DELIMITERS.map((delimiter) => {
    const { fields } = firstRecord(head, delimiter, quote);
    const known = new Set(names);
    const hits = fields.filter((f) => known.has(trimmed(f))).length;
    const due = fields.length === names.length || (fields.length > 1 && fields.length === names.length - 1) ? 1 : 0;
    return { delimiter, score: hits * 1e9 + due * 1e6 + fields.length };
  });
  return scores.reduce((a, b) => (b.score > a.score ? b : a)).delimiter;
}

/** The column names of a header: trimmed. Throws `MW_DATA_HEADER_EMPTY` or `_DUPLICATE`. */
export function headerNames(file: string, record: FirstRecord): readonly string[] {
  const names = record.fields.map(trimmed);
  if (names.length > 1 && names.at(-1) === '') names.pop();
  const empty = names.flatMap((name, i) => (name === '' ? [i + 1] : []));
  if (empty.length > 0) throw mwError('MW_DATA_HEADER_EMPTY', { file, places: empty }, { where: file });
  const places = Map.groupBy(names.keys(), (i) => names[i]);
  for (const [name, at] of places) {
    if (at.length > 1) throw mwError('MW_DATA_HEADER_DUPLICATE', { file, name, places: at.map((i) => i + 1) }, { where: file });
  }
  return names;
}

/** Whether a first record names all columns that are due although no header was told. */
export function isHeaderAfterAll(record: FirstRecord, names: readonly string[], target: string | undefined): boolean {
  const found = new Set(record.fields.map(trimmed));
  return names.length > 1 && names.every((name) => found.has(name) || name === target);
}

/** `c1`, `c2` … for a file without a header. */
export const placeNames = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `c${i + 1}`);
