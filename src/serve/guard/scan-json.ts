import { mwError } from '../../core/index.js';
import type { Limits } from './limits.js';

/** What a scan saw that only the parsed value can settle. */
export interface Suspicion {
  /** A number that may be too large: it has an exponent that is not negative, or more than 300 characters. */
  infinite: boolean;
  /** A key that may reach into prototypes: it begins with `__` or `co`, or is written with escapes. */
  poisoned: boolean;
  /** A text that may hold half of a surrogate pair: it has an escape from `\ud800` on. */
  broken: boolean;
}

const [QUOTE, BACKSLASH, COMMA, COLON, MINUS] = [0x22, 0x5c, 0x2c, 0x3a, 0x2d];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [UPPER_E, LOWER_E, UNDERSCORE, LOWER_C, LOWER_D, LOWER_O, LOWER_U] = [0x45, 0x65, 0x5f, 0x63, 0x64, 0x6f, 0x75];
const LOWER_CASE = 0x20;
const MANY_DIGITS = 300;

/** 1 for the bytes that a scan outside texts stops at. */
const STOPS = new Uint8Array(256);
for (const byte of [QUOTE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, UPPER_E, LOWER_E]) STOPS[byte] = 1;

/**
 * One pass over the bytes of a JSON text, before anything is built or called again from within: throws where brackets nest too deep, an
 * object or a list has too many entries, or a text is too long. Texts that are no JSON pass; the parser refuses them. About 1.5 ns a byte.
 */
export function scanJson(bytes: Uint8Array, limits: Limits): Suspicion {
  const seen: Suspicion = { infinite: false, poisoned: false, broken: false };
  const left: number[] = [Infinity];
  let [depth, last] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (STOPS[byte] === 0) continue;
    if (byte === LOWER_E || byte === UPPER_E) {
      if (bytes[i + 1] !== MINUS && isDigit(bytes[i - 1])) seen.infinite = true;
      continue;
    }
    if (i - last > MANY_DIGITS) seen.infinite = true;
    if (byte === QUOTE) i = endOfText(bytes, i + 1, limits, seen);
    else if (byte === COMMA) {
      if (--left[depth] === 0) throw tooMany(limits);
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > limits.depth) throw mwError('MW_SERVE_JSON_DEPTH', { most: limits.depth });
      left[depth] = byte === OPEN_LIST ? limits.items : limits.keys;
    } else if (depth > 0) depth--;
    last = i;
  }
  if (bytes.length - last > MANY_DIGITS) seen.infinite = true;
  return seen;
}

/** Where a text's closing quote stands; the end of the bytes without one. */
function endOfText(bytes: Uint8Array, start: number, limits: Limits, seen: Suspicion): number {
  const { length } = bytes;
  let [i, odd] = [start, isOdd(bytes, start)];
  for (; i < length && bytes[i] !== QUOTE; i++) {
    if (bytes[i] !== BACKSLASH) continue;
    odd = true;
    i++;
    if (bytes[i] === LOWER_U && (bytes[i + 1] | LOWER_CASE) === LOWER_D && bytes[i + 2] > 0x37) seen.broken = true;
  }
  if (i - start > limits.textBytes) throw mwError('MW_SERVE_JSON_TEXT', { most: limits.textBytes });
  if (odd && isKey(bytes, i + 1)) seen.poisoned = true;
  return i;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

const isOdd = (bytes: Uint8Array, start: number): boolean =>
  bytes[start] === UNDERSCORE ? bytes[start + 1] === UNDERSCORE : bytes[start] === LOWER_C && bytes[start + 1] === LOWER_O;

function isKey(bytes: Uint8Array, from: number): boolean {
  let i = from;
  while (bytes[i] === 0x20 || bytes[i] === 0x0a || bytes[i] === 0x0d || bytes[i] === 0x09) i++;
  return bytes[i] === COLON;
}

const tooMany = ({ items, keys }: Limits): Error => mwError('MW_SERVE_JSON_SIZE', { items, keys });
