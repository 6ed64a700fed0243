import { decimalsOf } from './ticks.js';

/** How numbers of an axis or label are written: `percent` takes shares; a currency is a sign (`$`) or a code (`USD`). */
export type NumberStyle =
  | { readonly style: 'number' | 'percent' }
  | { readonly style: 'money'; readonly currency?: string }
  | { readonly style: 'unit'; readonly unit: string };

/** How the figures of a metric are written: amounts as money. */
export const metricStyle = (metric: string, currency?: string): NumberStyle =>
  metric === 'money' ? { style: 'money', ...(currency === undefined ? {} : { currency }) } : { style: 'number' };

/** A writer of numbers that are multiples of a step: `0.25`, `25%`, `1,200`, `$40k`. */
export function formatter(style: NumberStyle, step: number): (value: number) => string {
  if (style.style === 'percent') {
    const decimals = decimalsOf(step * 100);
    return (value) => `${(value * 100).toFixed(decimals)}%`.replace('-', signOf);
  }
  const plain = plainFormatter(step);
  if (style.style === 'unit') return (value) => `${plain(value)} ${style.unit}`;
  if (style.style === 'money') return (value) => money(plain(Math.abs(value)), value, style.currency);
  return plain;
}

const LARGE = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

function plainFormatter(step: number): (value: number) => string {
  return (value) => {
    const size = Math.abs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-6)) return value.toExponential(1);
    const [unit, suffix] = size >= 1e4 && step >= 10 ? (LARGE.find(([u]) => size >= u) ?? [1, '']) : [1, ''];
    const written = (value / unit).toFixed(Math.min(10, decimalsOf(step / unit)));
    return `${grouped(written)}${suffix}`.replace('-', signOf);
  };
}

/** The sign of a negative number as it is written: what rounds to 0 has none. */
const signOf = (_: string, __: number, written: string): string => (/[1-9]/.test(written) ? '−' : '');

/** Thousands apart by commas; decimals as they are. */
function grouped(digits: string): string {
  const [whole, part] = digits.split('.');
  const apart = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? apart : `${apart}.${part}`;
}

function money(digits: string, value: number, currency?: string): string {
  const sign = value < 0 ? signOf('-', 0, digits) : '';
  if (currency === undefined) return sign + digits;
  return [...currency].length === 1 ? sign + currency + digits : `${sign}${currency}\u00a0${digits}`;
}

/** A writer for single figures of the size of `largest`: three significant digits, or all digits of larger whole numbers. */
export function figureFormatter(style: NumberStyle, largest: number): (value: number) => string {
  const size = style.style === 'percent' ? Math.abs(largest) * 100 : Math.abs(largest);
  const power = size > 0 ? Math.floor(Math.log10(size)) : 0;
  const step = 10 ** Math.min(0, power - 2);
  return formatter(style, style.style === 'percent' ? step / 100 : step);
}
