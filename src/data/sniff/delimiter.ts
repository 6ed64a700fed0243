import { looksLikeDate } from './dates.js';
import { splitRecords, type Records } from './records.js';
import { looksLikeNumber, meansNothing } from './shapes.js';

/** How fields are told apart. */
export interface Separation {
  readonly delimiter: string;
  /** `"`, or nothing where quotes are only letters. */
  readonly quote: string;
  readonly records: Records;
}

const CANDIDATES = [',', ';', '\t', '|'] as const;
const SEPARATOR = /[,;\t|]/;
/** Records that are judged, and characters: a wide file shows its delimiter in a few records. */
const JUDGED = 500;
const JUDGED_CHARACTERS = 1 << 18;
const SAME_WIDTH = 0.9;

/**
 * The delimiter of a text: the one that cuts most records into the same number of fields while leaving fields that look whole.
 * For each candidate: share of records with the commonest width × (width − 1) / width × share of fields that are blank, a number,
 * a date or a word without another candidate in it (after van den Burg, Nazábal & Sutton 2019, "Wrangling messy CSV files by
 * detecting row and type patterns"). Blanks separate only when nothing else does and the fields are mostly numbers.
 * A text that nothing cuts has one column; its delimiter is the comma.
 */
export function separationOf(sample: string, most: number): Separation {
  const text = headLines(sample, JUDGED_CHARACTERS);
  const scored = CANDIDATES.map((delimiter) => {
    const quote = quoteFor(text, delimiter);
    const records = splitRecords(text, delimiter, quote, JUDGED);
    return { delimiter, quote, score: score(records.rows) };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  const delimiter = best.score > 0 ? best.delimiter : blanksSeparate(text) ? ' ' : ',';
  const quote = best.score > 0 ? best.quote : quoteFor(text, delimiter);
  return { delimiter, quote, records: splitRecords(sample, delimiter, quote, most) };
}

/** `"` unless quotes do not fit: a tab- or pipe-separated text with inches in it (`5" pipe`) opens quotes that never close. */
function quoteFor(text: string, delimiter: string): string {
  if (delimiter !== '\t' && delimiter !== '|') return '"';
  const { quoted, stray, unclosed } = splitRecords(text, delimiter, '"', JUDGED);
  const astray = stray + (unclosed ? 1 : 0);
  return astray > quoted && sameWidth(splitRecords(text, delimiter, '', JUDGED).rows) >= SAME_WIDTH ? '' : '"';
}

/** The first lines of a text: at most `characters`, but always one line. */
function headLines(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text.lastIndexOf('\n', characters);
  return text.slice(0, cut > 0 ? cut + 1 : text.indexOf('\n') + 1 || text.length);
}

function score(rows: Records['rows']): number {
  const width = commonestWidth(rows);
  const share = sameWidth(rows);
  if (width < 2 || share < SAME_WIDTH) return 0;
  let [clean, cells] = [0, 0];
  for (const row of rows) {
    for (const field of row) {
      cells++;
      if (isClean(field.trim())) clean++;
    }
  }
  return (share * (width - 1) * clean) / width / cells;
}

const isClean = (cell: string): boolean => !SEPARATOR.test(cell) || looksLikeNumber(cell) || looksLikeDate(cell);

function blanksSeparate(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, JUDGED).map((line) => line.trim());
  const rows = lines.filter((line) => line !== '').map((line) => line.split(/ +/));
  const body = rows.slice(1);
  const width = commonestWidth(body);
  if (width < 2 || rows.some((row) => row.length !== width)) return false;
  const numbers = Array.from({ length: width }, (_, i) => body.every((row) => looksLikeNumber(row[i]) || meansNothing(row[i])));
  return numbers.filter(Boolean).length * 2 >= width;
}

function widths(rows: Records['rows']): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return counts;
}

/** The number of fields that most records have; of two equally common ones the greater. */
function commonestWidth(rows: Records['rows']): number {
  return [...widths(rows)].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [0, 0])[0];
}

const sameWidth = (rows: Records['rows']): number => (rows.length === 0 ? 0 : (widths(rows).get(commonestWidth(rows)) ?? 0) / rows.length);
