import { mwError } from '../../core/index.js';
import type { Limits } from './limits.js';

/** What a scan found that only the parsed value can tell. */
export interface Scanned {
  /** A number is written so that it may be too large: with an exponent that is not negative, or with more than 300 digits. */
  readonly perhapsInfinite: boolean;
  /** A key may be one that reaches into prototypes: it begins with `__`, is `constructor`, or is written with escapes. */
  readonly perhapsPoisoned: boolean;
}

const [QUOTE, BACKSLASH, COMMA, COLON, MINUS] = [0x22, 0x5c, 0x2c, 0x3a, 0x2d];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [UNDERSCORE, LETTER_C, UPPER_E, LOWER_E] = [0x5f, 0x63, 0x45, 0x65];
const CONSTRUCTOR = Buffer.from('constructor"');
const MANY_DIGITS = 300;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/**
 * One pass over the bytes of a JSON text, before anything is built or called again from within: throws where brackets nest too deep, an
 * object or a list has too many entries, or a text is too long. Texts that are no JSON pass; the parser refuses them. About 1 ns a byte.
 */
export function scanJson(bytes: Uint8Array, limits: Limits): Scanned {
  const entries = new Int32Array(limits.depth + 1);
  const most = new Int32Array(limits.depth + 1);
  let [depth, digits] = [0, 0];
  let [perhapsInfinite, perhapsPoisoned] = [false, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (isDigit(byte)) {
      if (++digits > MANY_DIGITS) perhapsInfinite = true;
      continue;
    }
    if ((byte === LOWER_E || byte === UPPER_E) && digits > 0 && bytes[i + 1] !== MINUS) perhapsInfinite = true;
    digits = 0;
    if (byte === QUOTE) {
      const end = endOfText(bytes, i + 1, limits.textBytes);
      if (isOddKey(bytes, i + 1, end)) perhapsPoisoned = true;
      i = end;
    } else if (byte === COMMA) {
      if (++entries[depth] >= most[depth] && depth > 0) throw tooMany(most[depth], limits);
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > limits.depth) throw mwError('MW_SERVE_JSON_DEPTH', { most: limits.depth });
      entries[depth] = 0;
      most[depth] = byte === OPEN_LIST ? limits.items : limits.keys;
    } else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && depth > 0) depth--;
  }
  return { perhapsInfinite, perhapsPoisoned };
}

/** Where a text's closing quote stands; the end of the bytes without one. */
function endOfText(bytes: Uint8Array, start: number, most: number): number {
  let i = start;
  while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
  if (i - start > most) throw mwError('MW_SERVE_JSON_TEXT', { most });
  return i;
}

function isOddKey(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  const suspect =
    (first === UNDERSCORE && bytes[start + 1] === UNDERSCORE) ||
    (first === LETTER_C && CONSTRUCTOR.every((byte, k) => bytes[start + k] === byte)) ||
    bytes.subarray(start, end).includes(BACKSLASH);
  return suspect && isKey(bytes, end + 1);
}

function isKey(bytes: Uint8Array, from: number): boolean {
  let i = from;
  while (bytes[i] === 0x20 || bytes[i] === 0x0a || bytes[i] === 0x0d || bytes[i] === 0x09) i++;
  return bytes[i] === COLON;
}

function tooMany(most: number, limits: Limits): Error {
  return mwError('MW_SERVE_JSON_SIZE', { what: most === limits.items ? 'a list' : 'an object', most });
}
