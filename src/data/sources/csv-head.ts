import { mwError } from '../../core/index.js';
import { badLine, decoderOf, encodingOf, type Encoding } from './encoding.js';
import { bytesOf, type DataFile } from './file.js';

/** Longest line that the engine reads, in bytes. It reads in buffers of that size, the larger the faster, several at a time. */
export const MAX_LINE_BYTES = 32_000_000;

/** Longest first record, in bytes. */
const HEAD_BYTES = 2_000_000;

/** The beginning of a text file: enough for the first record. */
export interface TextHead {
  readonly encoding: Encoding;
  /** Without a byte-order mark. */
  readonly text: string;
  /** The text is the whole file. */
  readonly whole: boolean;
}

/** Reads the beginning of a file and decodes it. Throws `MW_DATA_NUL` and `MW_DATA_ENCODING` for what is no text. */
export async function textHead(file: DataFile, declared: Encoding | undefined): Promise<TextHead> {
  const blocks: Buffer[] = [];
  let [size, whole] = [0, true];
  for await (const block of bytesOf(file)) {
    if (size > HEAD_BYTES) {
      whole = false;
      break;
    }
    blocks.push(block);
    size += block.length;
  }
  const bytes = Buffer.concat(blocks);
  const encoding = encodingOf(bytes, declared);
  if ((encoding === 'utf-8' || encoding === 'latin-1') && bytes.subarray(0, 65_536).includes(0))
    throw mwError('MW_DATA_NUL', { file: file.name }, { where: file.name });
  try {
    return { encoding, text: decoderOf(encoding).decode(bytes, { stream: true }), whole };
  } catch (error) {
    const line = encoding === 'utf-8' ? { line: badLine(bytes) } : {};
    throw mwError('MW_DATA_ENCODING', { file: file.name, encoding, ...line }, { where: file.name, cause: error });
  }
}

/** The first record of a delimited text. */
export interface FirstRecord {
  readonly fields: readonly string[];
  /** Blank lines before it. */
  readonly skip: number;
  /** Where the next record starts in the text. */
  readonly end: number;
  /** A quote in it is never closed. */
  readonly open: boolean;
}

/** The fields of the first line that is not blank, with quotes as RFC 4180 has them; nothing is trimmed. */
export function firstRecord(text: string, delimiter: string, quote: string): FirstRecord {
  const blank = /^(?:\r\n|\n|\r)*/.exec(text)![0];
  const skip = blank.replaceAll('\r\n', '\n').length;
  const fields: string[] = [];
  let [at, field, quoted] = [blank.length, '', false];
  for (; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c !== quote) field += c;
      else if (text[at + 1] === quote) field += text[++at];
      else quoted = false;
    } else if (quote !== '' && c === quote && field.trim() === '') [quoted, field] = [true, ''];
    else if (c === '\n' || c === '\r') break;
    else if (text.startsWith(delimiter, at)) {
      fields.push(field);
      field = '';
      at += delimiter.length - 1;
    } else field += c;
  }
  const end = text.startsWith('\r\n', at) ? at + 2 : at + 1;
  return { fields: [...fields, field], skip, end, open: quoted };
}
