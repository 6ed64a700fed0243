import { isOneOf, text } from '../engine/sql.js';
import type { TextOptions } from '../sources/source.js';
import { nullTexts } from './empty.js';
import type { Grammar } from './grammar.js';

/** Integers beyond it cannot be told apart as doubles. */
export const MAX_WHOLE = 2 ** 53;

const escaped = (c: string): string => (c === '.' ? '\\.' : c);

/**
 * Numbers: optional sign, digits with a decimal point (or the declared comma), optional exponent; nothing else.
 * Thousands separators only where declared, in full groups of three. `1e999` is a fault, not infinity; zero has no sign.
 */
export function numberGrammar(options: TextOptions): Grammar {
  const nulls = nullTexts('number', options.nulls ?? []);
  const decimal = options.decimal ?? '.';
  const { thousands } = options;
  const plain = `(?:[0-9]+${escaped(decimal)}?[0-9]*|${escaped(decimal)}[0-9]+)(?:[eE][+-]?[0-9]+)?`;
  const grouped = thousands === undefined ? '' : `|[0-9]{1,3}(?:${escaped(thousands)}[0-9]{3})+(?:${escaped(decimal)}[0-9]*)?`;
  const pattern = `[+-]?(?:${plain}${grouped})`;
  const whole = new RegExp(`^(?:${pattern})$`);
  return {
    sqlType: 'DOUBLE',
    nulls,
    value: (x) => {
      const number = `TRY_CAST(${pointed(x, decimal, thousands)} AS DOUBLE)`;
      return `CASE WHEN regexp_full_match(${x}, ${text(pattern)}) AND isfinite(${number}) THEN ${number} + 0e0 END`;
    },
    ...(thousands === undefined ? { quick: (x: string) => quickNumber(x, decimal, nulls) } : {}),
    read: (cell) => {
      if (!whole.test(cell)) return undefined;
      const ungrouped = thousands === undefined ? cell : cell.replaceAll(thousands, '');
      const value = Number(decimal === '.' ? ungrouped : ungrouped.replace(decimal, '.'));
      return Number.isFinite(value) ? value + 0 : undefined;
    },
    fault: { rule: 'number', reason: 'is not a number' },
  };
}

function pointed(x: string, decimal: string, thousands: string | undefined): string {
  const ungrouped = thousands === undefined ? x : `replace(${x}, ${text(thousands)}, '')`;
  return decimal === '.' ? ungrouped : `replace(${ungrouped}, ${text(decimal)}, '.')`;
}

/**
 * The engine's own cast knows more than the grammar: `1_000`, `+-1`, `nan`, `inf`, and with a comma the point; those fail here.
 * Most numbers start with a digit or a minus and so sort between `-.` and `:`; only the others are compared with the texts for "nothing".
 */
function quickNumber(x: string, decimal: string, nulls: readonly string[]): string {
  const odd = (...parts: readonly string[]): string =>
    [...parts, ...(decimal === '.' ? [] : ['.'])].map((s) => `contains(${x}, ${text(s)})`).join(' OR ');
  const number = `CAST(${pointed(x, decimal, undefined)} AS DOUBLE) + 0e0`;
  const usual = nulls.every((n) => n < '-.' || n > ':' || n === '.')
    ? `WHEN ${x} >= '-.' AND ${x} <= ':' THEN CASE WHEN ${odd('_')} THEN error('odd') ELSE ${number} END `
    : '';
  return `CASE WHEN ${x} IS NULL THEN NULL ${usual}WHEN ${isOneOf(x, nulls)} THEN NULL WHEN ${odd('_', '+-')} THEN error('odd') ELSE ${number} END`;
}
