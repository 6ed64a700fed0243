/**
 * A JavaScript value as the text that the grammars read: the same whether it came in a JSON file, a request or a program.
 * `null`, `undefined` and NaN are nothing; numbers print as JavaScript does; dates as ISO 8601; objects as JSON, which only text columns take.
 */
export function cellText(value: unknown): string | null {
  if (typeof value === 'string') return value.toWellFormed();
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return JSON.stringify(value) ?? null;
}
