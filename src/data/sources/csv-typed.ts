import { isPlain, scanCsv, type CsvMarks } from '../../kernel/index.js';
import { ident } from '../engine/sql.js';
import { firstRecord } from './csv-head.js';
import type { TypedReading } from './open.js';

/** Characters and rows at a file's beginning that decide whether it is read in a typed way. */
const [CHARACTERS, ROWS] = [65_536, 200];

/** Delimiter and quote as bytes, where they are such that the kernel tells cells by them. */
export function marksOf(delimiter: string, quote: string): CsvMarks | undefined {
  if (!/^[\t!-~]$/.test(delimiter) || !/^[!-~]?$/.test(quote)) return undefined;
  return { delimiter: delimiter.charCodeAt(0), quote: quote === '' ? 0 : quote.charCodeAt(0) };
}

/** A text's beginning and where its rows begin. */
export interface TypedHead {
  readonly text: string;
  readonly rowsAt: number;
  readonly marks: CsvMarks;
}

/** The typed reading of a text; `undefined` when its first lines are not plain. */
export function typedReading(head: TypedHead, relation: TypedReading['relation']): TypedReading | undefined {
  const scan = scanCsv(head.marks);
  scan.look(Buffer.from(firstLines(head.text)));
  if (!isPlain(scan.end())) return undefined;
  const rows = firstRows(head);
  const places = new Map(Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => [ident(`k${i}`), i]));
  return { head: (sql) => rows.map((row) => row[places.get(sql) ?? -1] ?? ''), relation };
}

const firstLines = (text: string): string => (text.length <= CHARACTERS ? text : text.slice(0, text.lastIndexOf('\n', CHARACTERS - 1) + 1));

function firstRows({ text, rowsAt, marks }: TypedHead): readonly (readonly string[])[] {
  const lines = firstLines(text.slice(rowsAt));
  const [delimiter, quote] = [String.fromCharCode(marks.delimiter), marks.quote === 0 ? '' : String.fromCharCode(marks.quote)];
  const rows: (readonly string[])[] = [];
  for (let at = 0; at < lines.length && rows.length < ROWS;) {
    const { fields, end } = firstRecord(lines.slice(at), delimiter, quote);
    rows.push(fields);
    at += end;
  }
  return rows;
}
