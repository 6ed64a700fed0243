import { mwError } from '../../core/index.js';
import { engineWords } from '../engine/failure.js';
import { MAX_LINE_BYTES } from './csv-head.js';

/** A failure of the engine's CSV reader in our words, or `undefined` when it is about something else. */
export function csvFailure(file: string, due: number, error: unknown): Error | undefined {
  const words = engineWords(error);
  const line = Number(/CSV Error on Line: (\d+)/.exec(words)?.[1] ?? 0);
  const tell = { where: line > 0 ? `${file}:${line}` : file, cause: error };
  const ragged = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(words);
  if (ragged) return mwError('MW_DATA_RAGGED', { file, line, got: Number(ragged[2]), due, more: 0 }, tell);
  if (/unterminated quote/i.test(words)) return mwError('MW_DATA_QUOTE', { file, line }, tell);
  if (/Invalid unicode/i.test(words)) return mwError('MW_DATA_ENCODING', { file, line, encoding: 'utf-8' }, tell);
  if (/Maximum line size/i.test(words)) return mwError('MW_DATA_FIELD_SIZE', { file, line, limitMb: MAX_LINE_BYTES / 1e6 }, tell);
  if (isLineEndTrouble(error))
    return mwError('MW_DATA_FILE_READ', { file, reason: 'its line ends are mixed, or a quote is out of place' }, tell);
  if (/CSV Error/.test(words))
    return mwError('MW_DATA_FILE_READ', { file, reason: `line ${line} does not fit the delimiter and the quotes` }, tell);
  return undefined;
}

/** The reader gives up on line ends of two kinds in one file. */
export const isLineEndTrouble = (error: unknown): boolean => /state machine reached an invalid state/i.test(engineWords(error));
