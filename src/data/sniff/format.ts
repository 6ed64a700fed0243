import { mwError } from '../../core/index.js';
import type { FileFormat } from './types.js';

const UNPACK = 'Unpack it, or compress it by gzip.';
const FOREIGN: readonly (readonly [magic: RegExp, format: string, instead: string])[] = [
  [/^504b0304/, 'a workbook or a zip archive', 'Save the sheet as CSV, or unpack the archive.'],
  [/^d0cf11e0/, 'an old Excel workbook', 'Save the sheet as CSV.'],
  [/^4152524f57310000/, 'an Arrow file', 'Write it as Parquet.'],
  [/^53514c69746520666f726d6174/, 'an SQLite database', 'Export the table as CSV.'],
  [/^25504446/, 'a PDF', 'Export the table as CSV.'],
  [/^425a683[1-9]314159265359/, 'compressed by bzip2', UNPACK],
  [/^fd377a585a/, 'compressed by xz', UNPACK],
  [/^28b52ffd/, 'compressed by zstd', UNPACK],
  [/^1f8b08/, 'compressed by gzip, but its name does not say so', 'Let its name end in .gz.'],
];

/**
 * What a file is, by its first bytes: a text that starts like a JSON array is one, lines that start like JSON objects are JSON Lines,
 * every other text is delimited, unless its name promises JSON or Parquet: then it is a broken one. Throws `MW_DATA_FORMAT_UNREAD` for formats that are known but not read.
 */
export function formatOf(file: string, head: Buffer, text: string): FileFormat {
  const start = head.subarray(0, 16).toString('hex');
  if (start.startsWith('50415231')) return 'parquet';
  const foreign = FOREIGN.find(([magic]) => magic.test(start));
  if (foreign) throw mwError('MW_DATA_FORMAT_UNREAD', { file, format: foreign[1], instead: foreign[2] }, { where: file });
  const trimmed = text.trimStart();
  if (/^\[\s*[{\]]/.test(trimmed)) return 'json';
  return /^\{\s*"/.test(trimmed) ? 'jsonl' : promised(file);
}

function promised(file: string): FileFormat {
  const ending = /\.(parquet|json|jsonl|ndjson)(?:\.gz)?$/i.exec(file)?.[1].toLowerCase();
  return ending === 'ndjson' ? 'jsonl' : ((ending as FileFormat | undefined) ?? 'csv');
}
