import type { ValueType } from '../node.js';
import { parseTime } from '../parse-time.js';
import { finiteOrNull, timeOrNull } from '../value.js';

/** A number, or NaN: NaN, infinities and anything that is no number are missing; a `bigint` becomes the nearest double. */
export function loadNumber(raw: unknown): number {
  if (typeof raw === 'number') return finiteOrNull(raw);
  return typeof raw === 'bigint' ? finiteOrNull(Number(raw)) : NaN;
}

/** Text or null. Lone surrogates become U+FFFD, as they do on their way into any engine; a whole number is its digits (ids compare as text). */
export function loadText(raw: unknown): string | null {
  if (typeof raw === 'string') return raw.toWellFormed();
  return typeof raw === 'bigint' || Number.isSafeInteger(raw) ? String(raw) : null;
}

/** True, false or null; the bytes 1 and 0 of a flag column count too. */
export const loadBool = (raw: unknown): boolean | null => (raw === true || raw === 1 ? true : raw === false || raw === 0 ? false : null);

/** Whole milliseconds, or NaN: from a `Date`, ISO 8601 text, or milliseconds (a fraction is cut downwards). */
export function loadTime(raw: unknown): number {
  if (typeof raw === 'number') return timeOrNull(Math.floor(raw));
  if (typeof raw === 'string') return parseTime(raw);
  if (raw instanceof Date) return timeOrNull(raw.getTime());
  return typeof raw === 'bigint' ? timeOrNull(Number(raw)) : NaN;
}

/** The one reading of a raw value per column type; every JavaScript target goes through it. A column of lists does not exist. */
export const loads: Readonly<Record<ValueType, (raw: unknown) => unknown>> = Object.freeze({
  number: loadNumber,
  text: loadText,
  bool: loadBool,
  time: loadTime,
  numbers: () => [],
  texts: () => [],
});
