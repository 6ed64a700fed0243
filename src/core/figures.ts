/**
 * A number as people read it: so many significant digits, thousands apart, `–` for what is not known (absent, NaN, infinite).
 * No digit before the point is lost, and there is no exponent between 0.0001 and 10¹².
 *
 * ```ts
 * figure(0.84628) // '0.8463'
 * figure(1234567.8) // '1,234,568'
 * figure(undefined) // '–'
 * ```
 */
export function figure(value: number | null | undefined, digits = 4): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const [sign, size] = [value < 0 ? '−' : '', Math.abs(value)];
  if (size < 1e-4 || size >= 1e12) return sign + size.toExponential(digits - 1);
  const shown = size >= 10 ** (digits - 1) ? Math.round(size) : Number(size.toPrecision(digits));
  return sign + shown.toLocaleString('en', { maximumFractionDigits: 8 });
}

/** A share as people read it: `84%`, `12.5%`; `>99.9%` is not all, `<0.1%` not nothing. */
export function percent(share: number): string {
  const points = 100 * share;
  if (points > 99.9 && points < 100) return '>99.9%';
  if (points > 0 && points < 0.1) return '<0.1%';
  return `${Number(points.toFixed(1))}%`;
}

/** An amount of money: `EUR 1,234`, `−EUR 0.35` (with a blank that does not break); without a currency the bare number. */
export function money(value: number, currency: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  const amount = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${value < 0 ? '−' : ''}${currency ? `${currency}\u00a0` : ''}${amount}`;
}

/** How many of what: `1 row`, `1,409 rows`, `2 classes`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** Whole numbers as they are, others to some significant digits, with an exponent only below 0.0001 and from 1e15 on. */
export function plainNumber(value: number, digits = 4): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const size = Math.abs(value);
  if (size >= 10 ** digits && size < 1e15) return value.toFixed(0);
  const short = Number(value.toPrecision(digits));
  return size >= 1e-4 && size < 1e15 ? String(short) : short.toExponential();
}
