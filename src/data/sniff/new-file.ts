import { given } from '../../core/index.js';
import { DELIMITERS } from '../sources/csv-columns.js';
import { dataFile } from '../sources/file.js';
import type { FileOptions } from '../sources/of-file.js';
import type { Source } from '../sources/source.js';
import { scanBytes } from './bytes.js';
import { formatOf } from './format.js';
import { textSample } from './sample.js';

/**
 * The source of a file that comes for a table whose own file was read by `reading`, and may be of another format, delimiter or
 * encoding: what the file itself shows counts, and `reading` for the rest. A headerless table keeps its delimiter; a Latin-1 text is
 * read as such only for a table of Latin-1. Reads the file once. Throws `MW_DATA_FILE_…`, `MW_DATA_FORMAT_UNREAD`.
 *
 * ```ts
 * await newFileSource('july.jsonl', { delimiter: ';', decimal: ',' }) // { kind: 'json', path: 'july.jsonl', layout: 'lines' }
 * ```
 */
export async function newFileSource(path: string, reading: FileOptions, signal?: AbortSignal): Promise<Source> {
  const file = await dataFile('', path);
  const scan = await scanBytes(file, signal);
  const format = formatOf(path, scan.head, textSample(scan).text);
  const { nulls, decimal, thousands, quote, header } = reading;
  if (format === 'parquet') return Object.freeze({ kind: 'parquet', path, ...given({ nulls }) });
  if (format !== 'csv') return Object.freeze({ kind: 'json', path, layout: format === 'json' ? 'array' : 'lines', ...given({ nulls }) });
  const guessed = header !== false && (reading.delimiter === undefined || DELIMITERS.includes(reading.delimiter));
  const encoding = scan.encoding === 'latin-1' && reading.encoding !== 'latin-1' ? undefined : scan.encoding;
  const told = { delimiter: guessed ? undefined : reading.delimiter, quote, header, encoding, nulls, decimal, thousands };
  return Object.freeze({ kind: 'csv', path, ...given(told) });
}
