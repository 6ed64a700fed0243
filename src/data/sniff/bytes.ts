import { isAscii, isUtf8 } from 'node:buffer';
import { mwError } from '../../core/index.js';
import { bytesOf, type DataFile } from '../sources/file.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1';

/** What the bytes of a whole file say, unpacked where they are gzip. */
export interface ByteScan {
  /** The first bytes, at most {@link SAMPLE_BYTES}. */
  readonly head: Buffer;
  readonly bytes: number;
  /** There is a NUL, which no text outside UTF-16 has. */
  readonly nul: boolean;
  readonly encoding: Encoding;
  /** Bytes of the byte-order mark at the start. */
  readonly markBytes: number;
}

/** Enough for thousands of records, little enough to be read at once. */
export const SAMPLE_BYTES = 4 << 20;

/**
 * Reads a file once from end to end and tells in which encoding it is: a byte-order mark decides, then NULs in every second place
 * (UTF-16 without a mark), then whether all of it is well-formed UTF-8; otherwise it is Latin-1, but for a text in which most lines
 * with letters beyond ASCII are well-formed: that is UTF-8 with broken lines.
 * Cost: the speed of the disk (or of gunzip), 4 MiB of memory.
 */
export async function scanBytes(file: DataFile, signal?: AbortSignal): Promise<ByteScan> {
  const parts: Buffer[] = [];
  let [kept, bytes, nul, utf8, rest]: [number, number, boolean, boolean, Buffer] = [0, 0, false, true, Buffer.alloc(0)];
  for await (const block of bytesOf(file)) {
    if (signal?.aborted) throw mwError('MW_INTERRUPTED', { kept: 'Nothing was changed.' });
    if (kept < SAMPLE_BYTES) parts.push(block.subarray(0, SAMPLE_BYTES - kept));
    kept += block.length;
    nul ||= block.includes(0);
    bytes += block.length;
    if (!utf8) continue;
    const joined = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    const whole = joined.length - unfinishedTail(joined);
    utf8 = isUtf8(joined.subarray(0, whole));
    rest = joined.subarray(whole);
  }
  const head = Buffer.concat(parts);
  const mark = byteOrderMark(head);
  const encoding = mark?.encoding ?? wideWithoutMark(head) ?? ((utf8 && rest.length === 0) || isMostlyUtf8(head) ? 'utf-8' : 'latin-1');
  return { head, bytes, nul, encoding, markBytes: mark?.bytes ?? 0 };
}

/** Whether of the lines with bytes beyond ASCII at least half are well-formed UTF-8, which lines of Latin-1 are only by rare accident. */
function isMostlyUtf8(head: Buffer): boolean {
  let [formed, broken] = [0, 0];
  for (let from = 0; from < head.length;) {
    const end = head.indexOf(10, from);
    const line = head.subarray(from, end < 0 ? head.length : end);
    from += line.length + 1;
    if (isAscii(line)) continue;
    if (isUtf8(line)) formed++;
    else broken++;
  }
  return formed > 0 && formed >= broken;
}

function byteOrderMark(head: Buffer): { encoding: Encoding; bytes: number } | undefined {
  if (head.length >= 3 && head.readUIntBE(0, 3) === 0xefbbbf) return { encoding: 'utf-8', bytes: 3 };
  const first = head.length >= 2 ? head.readUInt16BE(0) : 0;
  if (first === 0xfffe) return { encoding: 'utf-16le', bytes: 2 };
  return first === 0xfeff ? { encoding: 'utf-16be', bytes: 2 } : undefined;
}

/** UTF-16 of Western text has a NUL in almost every second byte, and none in the other. */
function wideWithoutMark(head: Buffer): Encoding | undefined {
  const pairs = Math.min(2048, head.length >> 1);
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (pairs < 4) return undefined;
  if (odd > pairs * 0.6 && even === 0) return 'utf-16le';
  return even > pairs * 0.6 && odd === 0 ? 'utf-16be' : undefined;
}

/** Bytes of a character that the end cuts in two: 0 to 3. */
function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}
