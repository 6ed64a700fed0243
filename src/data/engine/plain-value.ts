import type { ResultRow } from './engine.js';

/** A boxed value of the engine as a plain one: 64-bit numbers that a double holds as numbers, times as dates. */
export function plainValue(value: unknown): ResultRow[string] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'object' && value !== null) {
    if ('items' in value && Array.isArray(value.items)) return value.items.map((item) => plainValue(item) as string | number);
    if ('micros' in value) return new Date(Math.floor(Number(value.micros) / 1000));
    if ('days' in value && Object.keys(value).length === 1) return new Date(Number(value.days) * 86_400_000);
    if ('scale' in value && 'value' in value) return Number(String(value));
  }
  return String(value);
}
