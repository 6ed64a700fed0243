import { chart, gridLine, spanOf, TEXT_SIZE, type ChartHead, type Span } from './frame.js';
import { figureFormatter, formatter, type NumberStyle } from './format.js';
import { hint, shortened, tag, widthOf, words, type Svg } from './svg.js';
import { niceTicks } from './ticks.js';
import { paint, type Tone } from './tones.js';

/** One row of a bar or dot chart. */
export interface BarRow {
  readonly name: string;
  readonly value: number;
  /** The ends of its interval. */
  readonly low?: number;
  readonly high?: number;
  readonly tone?: Tone;
}

export interface BarChart extends Omit<ChartHead, 'height'> {
  readonly rows: readonly BarRow[];
  readonly style?: NumberStyle;
  /** `bars` start at 0 (the default); `dots` leave 0 out, for figures whose differences matter. */
  readonly as?: 'bars' | 'dots';
  /** Words below the axis. */
  readonly label?: string;
  /** Most rows; the rest are left out and counted in words. Absent means 20. */
  readonly most?: number;
}

const ROW = 24;
const NAME_CHARACTERS = 26;

/** Named figures from top to bottom, with intervals as whiskers and the figure at the end. Height grows with the rows. */
export function barChart(spec: BarChart): Svg {
  const { width = 480, style = { style: 'number' }, as = 'bars', label = '', most = 20 } = spec;
  const rows = spec.rows.slice(0, most);
  const left = 24 + Math.max(40, ...rows.map((r) => widthOf(shortened(r.name, NAME_CHARACTERS), TEXT_SIZE)));
  const figure = figureFormatter(style, Math.max(...rows.map((r) => Math.abs(r.value)), 0));
  const right = width - 26 - Math.max(30, ...rows.map((r) => widthOf(figure(r.value), TEXT_SIZE)));
  const ends = rows.flatMap((r) => [r.value, r.low ?? r.value, r.high ?? r.value]);
  const [x0, x1] = roomFor(spanOf(ends, ...(as === 'bars' ? [0] : [])));
  const x = (value: number): number => left + ((value - x0) / (x1 - x0)) * (right - left);
  const [top, bottom] = [40, 40 + Math.max(1, rows.length) * ROW];
  const ticks = niceTicks(x0, x1, 4);
  const text = formatter(style, ticks.step);
  const axis = ticks.values.map(
    (v) =>
      gridLine(x(v), top, x(v), bottom, v === 0 && as === 'bars') +
      words(x(v), bottom + 15, text(v), { 'text-anchor': 'middle', opacity: 0.75 }),
  );
  const hidden = spec.rows.length - rows.length;
  const below = [label, ...(hidden > 0 ? [`${hidden} more not shown`] : [])].filter(Boolean).join(' · ');
  const marks = rows.map((row, i) =>
    rowOf(row, top + (i + 0.5) * ROW, { as, x, zero: x(Math.max(x0, Math.min(x1, 0))), left, right, figure }),
  );
  return chart(
    { ...spec, height: bottom + 44 },
    ...axis,
    ...marks,
    words((left + right) / 2, bottom + 34, below, { 'text-anchor': 'middle', opacity: 0.75 }),
  );
}

/** A little room past the ends, none past 0; without any value 0 … 1. */
function roomFor([low, high]: Span): Span {
  if (!Number.isFinite(low) || (low === 0 && high === 0)) return [0, 1];
  const room = (high - low || Math.abs(high)) * 0.05;
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

interface Room {
  readonly as: 'bars' | 'dots';
  readonly x: (value: number) => number;
  readonly zero: number;
  readonly left: number;
  readonly right: number;
  readonly figure: (value: number) => string;
}

function rowOf({ name, value, low, high, tone = 'first' }: BarRow, y: number, { as, x, zero, left, right, figure }: Room): Svg {
  const between = low !== undefined && high !== undefined;
  const told = hint(`${name}: ${figure(value)}${between ? ` (${figure(low)} … ${figure(high)})` : ''}`);
  const bar = tag(
    'rect',
    { x: Math.min(zero, x(value)), y: y - 7, width: Math.abs(x(value) - zero), height: 14, rx: 1.5, fill: paint(tone) },
    told,
  );
  const dot = tag('circle', { cx: x(value), cy: y, r: 4.5, fill: paint(tone) }, told);
  return [
    words(left - 10, y + 4, shortened(name, NAME_CHARACTERS), { 'text-anchor': 'end' }),
    as === 'bars' ? bar : '',
    between ? whisker(x(low), x(high), y, as === 'bars' ? 'currentColor' : paint(tone)) : '',
    as === 'dots' ? dot : '',
    words(right + 8, y + 4, figure(value), { 'font-weight': 600 }),
  ].join('');
}

function whisker(from: number, to: number, y: number, stroke: string): Svg {
  return tag('path', {
    d: `M${from.toFixed(2)},${y - 4}v8M${from.toFixed(2)},${y}H${to.toFixed(2)}M${to.toFixed(2)},${y - 4}v8`,
    fill: 'none',
    stroke,
    'stroke-width': 1.5,
  });
}
