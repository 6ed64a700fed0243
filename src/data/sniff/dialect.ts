import { mwError } from '../../core/index.js';
import type { ByteScan } from './bytes.js';
import { numberStyle } from './decimals.js';
import { separationOf } from './delimiter.js';
import { judgeHeader } from './header.js';
import type { TextSample } from './sample.js';
import type { CsvDialect, SniffOptions } from './types.js';

/** A delimited text's dialect and columns, judged by its first records. */
export interface DialectVerdict {
  readonly csv: Omit<CsvDialect, 'nulls'>;
  /** In file order; `c1`, `c2` … without a header. */
  readonly names: readonly string[];
  readonly headerReason: string;
}

const MOST_RECORDS = 2000;

/** Throws `MW_DATA_FILE_EMPTY` for a text without a record, `MW_DATA_FILE_NO_ROWS` for one with a header alone, `MW_DATA_QUOTE` for one whose first quote is never closed. */
export function dialectOf(file: string, scan: ByteScan, sample: TextSample, options: SniffOptions): DialectVerdict {
  const { delimiter, quote, records } = separationOf(sample.text, MOST_RECORDS);
  const rows = records.rows.map((row) => row.map((cell) => cell.trim()));
  if (rows.every((row) => row.every((cell) => cell === ''))) throw mwError('MW_DATA_FILE_EMPTY', { file }, { where: file });
  const { header } = options;
  const verdict = header === undefined ? judgeHeader(rows, wishedNames(options)) : { header, reason: 'you said so' };
  const body = verdict.header ? rows.slice(1) : rows;
  if (records.unclosed && sample.whole && rows.length === 1) throw mwError('MW_DATA_QUOTE', { file, line: 1 }, { where: `${file}:1` });
  if (body.length === 0 && sample.whole) throw mwError('MW_DATA_FILE_NO_ROWS', { file }, { where: file });
  const names = rows[0].map((name, i) => (verdict.header ? name : `c${i + 1}`));
  const columns = names.map((_, i) => body.map((row) => row[i] ?? ''));
  const encoding = scan.encoding === 'utf-16le' || scan.encoding === 'utf-16be' ? 'utf-16' : scan.encoding;
  return {
    csv: { delimiter, quote, header: verdict.header, encoding, ...numberStyle(columns, delimiter) },
    names,
    headerReason: verdict.reason,
  };
}

/** Columns that the caller calls by a name, not by their place. */
function wishedNames({ target, treatment, id, time, group, weight }: SniffOptions): string[] {
  return [target, treatment, id, time, group, weight]
    .flat()
    .filter((name) => name !== undefined && !/^(?:#|c)[0-9]+$/.test(name)) as string[];
}
