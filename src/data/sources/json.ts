import { mwError } from '../../core/index.js';
import { decoderOf, encodingOf } from './encoding.js';
import { bytesOf, dataFile, fingerprintOf, type DataFile } from './file.js';
import { arrayPieces, linePieces, type JsonFault, type JsonPiece } from './json-split.js';
import type { OpenContext, OpenSource } from './open.js';
import type { JsonSource } from './source.js';
import { stage, type StagedRow } from './stage.js';

const BLOCK = 2048;
/** A digit run that a double may not hold. */
const LONG_NUMBER = /\d{16}/;

/**
 * Opens a JSON file: one array of objects, or one object per line. Read in blocks, so the file may be larger than memory.
 * Keys become columns; numbers keep all their digits where a column wants text. Throws `MW_DATA_JSON` with the line.
 */
export async function openJson(source: JsonSource, context: OpenContext): Promise<OpenSource> {
  const file = await dataFile(context.root, source.path);
  const label = JSON.stringify(file.name);
  const layout = source.layout ?? (/\.json(\.gz)?$/i.test(file.name) ? 'array' : 'lines');
  const fault: JsonFault = (reason, line) => mwError('MW_DATA_JSON', { file: file.name, line, reason }, { where: `${file.name}:${line}` });
  const text = textBlocks(file);
  const pieces = layout === 'array' ? arrayPieces(text, fault) : linePieces(text);
  const staged = await stage(context.engine, label, rowBlocks(pieces, fault), context.signal);
  if (staged.rows === 0) throw mwError('MW_DATA_FILE_NO_ROWS', { file: file.name }, { where: file.name });
  return { label, relation: staged.relation, columns: staged.columns, fingerprint: () => fingerprintOf(file), failure: (error) => error };
}

async function* textBlocks(file: DataFile): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  const decode = (block?: Buffer): string => {
    try {
      return block ? decoder!.decode(block, { stream: true }) : (decoder?.decode() ?? '');
    } catch (error) {
      throw mwError('MW_DATA_ENCODING', { file: file.name, encoding: 'utf-8' }, { where: file.name, cause: error });
    }
  };
  for await (const block of bytesOf(file)) {
    decoder ??= decoderOf(encodingOf(block, undefined));
    yield decode(block);
  }
  yield decode();
}

async function* rowBlocks(pieces: AsyncIterable<JsonPiece>, fault: JsonFault): AsyncGenerator<readonly StagedRow[]> {
  let block: StagedRow[] = [];
  for await (const piece of pieces) {
    block.push(rowOf(piece, fault));
    if (block.length < BLOCK) continue;
    yield block;
    block = [];
  }
  yield block;
}

function rowOf({ text, line }: JsonPiece, fault: JsonFault): StagedRow {
  let value: unknown;
  try {
    value = LONG_NUMBER.test(text) ? JSON.parse(text, allDigits) : JSON.parse(text);
  } catch {
    throw fault(`${shortened(text)} cannot be parsed`, line);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(`${shortened(text)} is no object`, line);
  return value as StagedRow;
}

/** Integers beyond 2^53 stay text, so that no id is rounded. */
function allDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined && !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source)
    ? context.source
    : value;
}

const shortened = (text: string): string => (text.trim().length > 40 ? `${text.trim().slice(0, 40)}…` : text.trim());
