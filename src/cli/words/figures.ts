import type { Interval } from '../../evaluate/index.js';

/** A number as people read it: four significant digits, thousands apart, no exponent between 0.0001 and 10¹². */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e12) return value.toExponential(3);
  return Number(value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 8 });
}

/** `0.846 (0.829 … 0.862)` */
export const interval = ({ value, low, high }: Interval): string => `${figure(value)} (${figure(low)} … ${figure(high)})`;

/** An amount in a currency: `USD 1,234`, `−€ 12.50`. Without one just the number. */
export function money(value: number, currency: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  const amount = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${value < 0 ? '−' : ''}${currency ? `${currency} ` : ''}${amount}`;
}

/** `12.3%` */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** `1,234 rows`, `1 row` */
export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
