import { looksLikeDate } from './dates.js';
import { looksLikeNumber, meansNothing } from './shapes.js';

type Row = readonly string[];

/** Whether the first record names the columns, and why. */
export interface HeaderVerdict {
  readonly header: boolean;
  readonly reason: string;
}

/**
 * Judges the first record against the others, column by column.
 * A number or a date above numbers or dates is data, a word above them a name; the majority settles it (a header may hold a year,
 * a first row a typing error). Where all is text, a first cell that occurs again below is data; a first record of short, distinct,
 * name-like cells that never occur again is a header. Whole numbers counting up (`0,1,2,3` or `1990,1991,1992`) above other
 * numbers are names. A name that the caller asks for (`wished`) settles it before all.
 */
export function judgeHeader(rows: readonly Row[], wished: readonly string[] = []): HeaderVerdict {
  const [first, ...body] = rows.map((row) => row.map((cell) => cell.trim()));
  const known = wished.find((name) => first.includes(name));
  if (known !== undefined) return { header: true, reason: `the first record has the name "${known}"` };
  if (body.length === 0) return { header: true, reason: 'there is one record only' };
  if (countsUp(first, body)) return { header: true, reason: 'the first record counts up and the others do not' };
  const columns = first.map((cell, i) => vote(cell, body, i));
  const votes = (due: 'data' | 'name'): number => columns.filter((v) => v === due).length;
  if (votes('name') > votes('data')) return { header: true, reason: 'the first record has words where the others have numbers or dates' };
  if (votes('data') > 0) return { header: false, reason: 'the first record has a number or a date where the others have one' };
  return judgeWords(first, body);
}

function vote(cell: string, body: readonly Row[], i: number): 'data' | 'name' | 'open' {
  const below = body.map((row) => row[i] ?? '').filter((c) => !meansNothing(c));
  if (below.length === 0) return 'open';
  const share = (test: (cell: string) => boolean): number => below.filter(test).length / below.length;
  if (looksLikeNumber(cell)) return share(looksLikeNumber) > 0.5 ? 'data' : 'open';
  if (looksLikeDate(cell)) return share(looksLikeDate) > 0.5 ? 'data' : share(looksLikeNumber) > 0.8 ? 'name' : 'open';
  return !meansNothing(cell) && share((c) => looksLikeNumber(c) || looksLikeDate(c)) >= 0.8 ? 'name' : 'open';
}

const LEAST_COUNT = 3;

function countsUp(first: Row, body: readonly Row[]): boolean {
  const numbers = (row: Row): number[] => row.filter((c) => /^[0-9]{1,5}$/.test(c)).map(Number);
  const up = (row: Row): boolean => {
    const ns = numbers(row);
    return ns.length >= LEAST_COUNT && ns.length * 2 >= row.length && ns.every((n, i) => i === 0 || n === ns[i - 1] + 1);
  };
  return up(first) && body.filter(up).length <= body.length * 0.05;
}

const MOST_AGAIN = 0.1;

function judgeWords(first: Row, body: readonly Row[]): HeaderVerdict {
  const named = first.filter((cell) => cell !== '');
  if (named.length < first.length / 2) return { header: false, reason: 'most cells of the first record are blank' };
  const again = first.filter((cell, i) => cell !== '' && body.some((row) => row[i] === cell)).length;
  if (again > first.length * MOST_AGAIN) return { header: false, reason: 'cells of the first record occur again below' };
  const repeating = first.filter((_, i) => repeats(body.map((row) => row[i] ?? ''))).length;
  if (repeating > 0) return { header: true, reason: 'the first record has words that never occur below, where words repeat' };
  const nameLike = named.every((cell) => NAME_LIKE.test(cell)) && new Set(named).size === named.length;
  const header = nameLike && shorter(first, body);
  return { header, reason: header ? 'the first record is short and reads like names' : 'the first record reads like the others' };
}

const NAME_LIKE = /^[\p{L}_][\p{L}\p{N}_ .%#/()[\]-]{0,40}$/u;

/** Few words that come again and again: a first cell that is none of them is no data. */
function repeats(below: readonly string[]): boolean {
  const words = below.filter((c) => c !== '');
  return words.length >= 8 && new Set(words).size * 4 <= words.length;
}

function shorter(first: Row, body: readonly Row[]): boolean {
  const length = (row: Row): number => row.reduce((n, c) => n + c.length, 0);
  const lengths = body.map(length).toSorted((a, b) => a - b);
  return length(first) <= lengths[Math.floor(lengths.length / 2)] || body.length < 3;
}
