import { numberGrammar } from '../grammar/number.js';
import type { TextOptions } from '../sources/source.js';
import { meansNothing } from './shapes.js';

/** How numbers are written in a file. */
export type NumberStyle = Pick<TextOptions, 'decimal' | 'thousands'> & { readonly decimal: '.' | ',' };

const PLAIN: NumberStyle = { decimal: '.' };
const FITTING = 0.95;
const MOST_CELLS = 500;
const STARTS_LIKE_NUMBER = /^[+-]?[0-9.,]/;

/**
 * The spelling of numbers under which most columns of a sample are numbers; the plain one unless another reads more.
 * `1,234` may be thousands or one and a bit: it is thousands where the comma also separates fields.
 */
export function numberStyle(columns: readonly (readonly string[])[], delimiter: string): NumberStyle {
  const cells = columns.map((column) => column.filter((c) => !meansNothing(c)).slice(0, MOST_CELLS)).filter((column) => column.length > 0);
  const plain = cells.map((column) => fits(column, PLAIN));
  const open = cells.filter((column, i) => !plain[i] && column.filter((c) => STARTS_LIKE_NUMBER.test(c)).length >= column.length * FITTING);
  if (open.length === 0) return PLAIN;
  const judged = [...open, ...cells.filter((_, i) => plain[i])];
  const scored = stylesFor(delimiter).map((style) => ({ style, fitting: judged.filter((column) => fits(column, style)).length }));
  return scored.reduce((a, b) => (b.fitting > a.fitting ? b : a)).style;
}

/** The likelier first. */
function stylesFor(delimiter: string): NumberStyle[] {
  const comma: NumberStyle = { decimal: ',' };
  const grouped: NumberStyle = { decimal: '.', thousands: ',' };
  return [
    PLAIN,
    ...(delimiter === ',' ? [grouped, comma] : [comma, grouped]),
    { decimal: ',', thousands: '.' },
    { decimal: '.', thousands: ' ' },
    { decimal: ',', thousands: ' ' },
    { decimal: '.', thousands: "'" },
    { decimal: ',', thousands: "'" },
  ];
}

function fits(cells: readonly string[], style: NumberStyle): boolean {
  const { read } = numberGrammar(style);
  return cells.filter((cell) => read(cell) !== undefined).length >= cells.length * FITTING;
}
