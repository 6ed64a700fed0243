import { isUtf8 } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mwError } from '../../core/index.js';
import { tempFailure } from '../engine/temp-folder.js';
import { bytesOf, type DataFile } from './file.js';

/** `latin-1` is Windows-1252, which holds ISO 8859-1; `utf-16` is little-endian unless a byte-order mark says otherwise. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-16le' | 'utf-16be' | 'latin-1';

/** The encoding that a byte-order mark names; otherwise the declared one, otherwise UTF-8. */
export function encodingOf(head: Buffer, declared: Encoding | undefined): Encoding {
  if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head.length >= 2 && head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return declared ?? 'utf-8';
}

/** A decoder that drops a byte-order mark and throws on bytes that are no text. */
export function decoderOf(encoding: Encoding): TextDecoder {
  const label = encoding === 'latin-1' ? 'windows-1252' : encoding === 'utf-16' ? 'utf-16le' : encoding;
  return new TextDecoder(label, { fatal: true });
}

/** Looks at bytes that should be UTF-8 without NUL while they go by; `verdict` throws `MW_DATA_NUL` or `MW_DATA_ENCODING` with the line. */
export interface Utf8Watch {
  readonly look: (block: Buffer) => void;
  readonly verdict: () => Promise<void>;
}

/** Watches a file's unpacked bytes, faster than any disk gives them: bytes are copied only where two blocks share a character. */
export function utf8Watch(file: DataFile): Utf8Watch {
  let [rest, nul, bad]: [Buffer, boolean, boolean] = [Buffer.alloc(0), false, false];
  const look = (block: Buffer): void => {
    nul ||= block.includes(0);
    if (bad) return;
    const joined = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    const whole = joined.subarray(0, joined.length - unfinished(joined));
    bad = !isUtf8(whole);
    rest = Buffer.from(joined.subarray(whole.length));
  };
  const verdict = async (): Promise<void> => {
    if (nul) throw mwError('MW_DATA_NUL', { file: file.name }, { where: file.name });
    if (!bad && rest.length === 0) return;
    throw mwError('MW_DATA_ENCODING', { file: file.name, encoding: 'utf-8', line: await badLineOf(file) }, { where: file.name });
  };
  return { look, verdict };
}

/** Bytes at the end that begin a character without finishing it: 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** The line (from 1) of the first bytes that are not UTF-8. */
export const badLine = (bytes: Buffer): number => bytes.subarray(0, badLineStart(bytes)).filter((byte) => byte === 10).length + 1;

function badLineStart(bytes: Buffer): number {
  let from = 0;
  for (let to = bytes.indexOf(10); to >= 0 && isUtf8(bytes.subarray(from, to)); to = bytes.indexOf(10, from)) from = to + 1;
  return from;
}

async function badLineOf(file: DataFile): Promise<number> {
  let [rest, line]: [Buffer, number] = [Buffer.alloc(0), 0];
  for await (const block of bytesOf(file)) {
    const bytes = Buffer.concat([rest, block]);
    const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
    if (!isUtf8(whole)) return line + badLine(whole);
    for (let at = whole.indexOf(10); at >= 0; at = whole.indexOf(10, at + 1)) line++;
    rest = bytes.subarray(whole.length);
  }
  return line + 1;
}

/** Writes a file's text as UTF-8 into `folder`, through `change` block by block, and gives the copy's path. */
export async function utf8Copy(
  file: DataFile,
  encoding: Encoding,
  folder: string,
  change: (text: string) => string = (text) => text,
): Promise<string> {
  const decoder = decoderOf(encoding);
  const copy = join(folder, `text-${process.hrtime.bigint()}.csv`);
  const decode = (block?: Buffer): string => {
    try {
      return change(block ? decoder.decode(block, { stream: true }) : decoder.decode());
    } catch (error) {
      throw mwError('MW_DATA_ENCODING', { file: file.name, encoding }, { where: file.name, cause: error });
    }
  };
  const texts = async function* (): AsyncGenerator<string> {
    for await (const block of bytesOf(file)) yield decode(block);
    yield decode();
  };
  await pipeline(texts, createWriteStream(copy)).catch((error: unknown) => {
    throw tempFailure(folder, error);
  });
  return copy;
}
