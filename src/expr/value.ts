import type { ValueType } from './node.js';

/** The furthest time from 1970, as JavaScript's `Date` has it: about 275,760 years. */
export const maxTimeMs = 8.64e15;

/** Milliseconds of a UTC day. */
export const dayMs = 86_400_000;

/** A raw result as a number has to be: finite, zero without a sign; otherwise NaN, the null of numbers. */
export const finiteOrNull = (a: number): number => (a - a === 0 ? a + 0 : NaN);

/** A raw result as a time has to be: within range; otherwise NaN, the null of times. */
export const timeOrNull = (ms: number): number => (Math.abs(ms) <= maxTimeMs ? ms + 0 : NaN);

/** Whether a value is null inside compiled code: `null`, or NaN for numbers and times. */
export const isMissing = (value: unknown): boolean => value === null || value !== value;

const wellFormedText = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
const finiteNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0);

/** Whether a JSON value is one that a literal of the type may have. */
export function wellFormedLiteral(type: ValueType, value: unknown): boolean {
  if (type === 'numbers') return Array.isArray(value) && value.every(finiteNumber);
  if (type === 'texts') return Array.isArray(value) && value.every(wellFormedText);
  if (value === null) return true;
  if (type === 'number') return finiteNumber(value);
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'text') return wellFormedText(value);
  return finiteNumber(value) && Number.isInteger(value) && Math.abs(value as number) <= maxTimeMs;
}
