import { formatter, type NumberStyle } from './format.js';
import { escaped, shortened, tag, widthOf, words, type Svg } from './svg.js';
import { niceDomain, niceTicks } from './ticks.js';

/** One axis of a chart. */
export interface Axis {
  readonly label: string;
  /** Absent: the data's range, widened to round numbers. */
  readonly domain?: readonly [number, number];
  readonly style?: NumberStyle;
}

/** What every chart has. Sizes are in pixels of its own view box; a page scales it. */
export interface ChartHead {
  readonly title: string;
  /** What it shows, for someone who cannot see it: one or two sentences with the figures that matter. */
  readonly desc: string;
  /** A quiet line below the title. */
  readonly note?: string;
  /** 480 unless said. */
  readonly width?: number;
  /** 300 unless said. */
  readonly height?: number;
}

/** Names and swatches above the plot. */
export interface LegendEntry {
  readonly name: string;
  readonly paint: string;
  readonly dashed?: boolean;
}

/** A drawing area with axes around it: data to pixels, and the finished SVG around marks. */
export interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The whole chart: axes below the marks. */
  readonly draw: (...marks: readonly Svg[]) => Svg;
}

/** Size of words in pixels: title, and all else. */
const TITLE_SIZE = 14;
export const TEXT_SIZE = 11;

/** The SVG element of a chart, with its title and description for screen readers and the pointer. */
export function chart({ title, desc, note, width = 480, height = 300 }: ChartHead, ...parts: readonly Svg[]): Svg {
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': `${title}. ${desc}`,
      'font-family': 'system-ui, sans-serif',
      'font-size': TEXT_SIZE,
      color: 'currentColor',
    },
    tag('title', {}, escaped(title)),
    tag('desc', {}, escaped(desc)),
    words(12, 22, shortened(title, Math.floor((width - 24) / 7.5)), { 'font-size': TITLE_SIZE, 'font-weight': 600 }),
    note === undefined ? '' : words(12, 40, note, { opacity: 0.75 }),
    ...parts,
  );
}

/** Makes the frame of a chart whose data spans these ranges; the left margin fits the widest tick. */
export function frame(
  head: ChartHead,
  xAxis: Axis,
  yAxis: Axis,
  spans: { readonly x: Span; readonly y: Span },
  legend: readonly LegendEntry[] = [],
): Frame {
  const { width = 480, height = 300 } = head;
  const [x0, x1] = domainOf(xAxis, spans.x);
  const [y0, y1] = domainOf(yAxis, spans.y);
  const yTicks = niceTicks(y0, y1, 5);
  const yText = formatter(yAxis.style ?? { style: 'number' }, yTicks.step);
  const left = 20 + Math.max(...yTicks.values.map((v) => widthOf(yText(v), TEXT_SIZE)), 12);
  const [top, right, bottom] = [legend.length > 0 ? 78 : 58, width - 26, height - 44];
  const x = (value: number): number => left + ((clamp(value, x0, x1) - x0) / (x1 - x0)) * (right - left);
  const y = (value: number): number => bottom - ((clamp(value, y0, y1) - y0) / (y1 - y0)) * (bottom - top);
  const xTicks = niceTicks(x0, x1, Math.max(3, Math.floor((right - left) / 70)));
  const xText = formatter(xAxis.style ?? { style: 'number' }, xTicks.step);
  const axes = [
    ...yTicks.values.map(
      (v) => gridLine(left, y(v), right, y(v), v === 0) + words(left - 6, y(v) + 4, yText(v), { 'text-anchor': 'end', opacity: 0.75 }),
    ),
    ...xTicks.values.map((v) => tickAt(x(v), bottom) + words(x(v), bottom + 17, xText(v), { 'text-anchor': 'middle', opacity: 0.75 })),
    gridLine(left, bottom, right, bottom, true),
    words(left, top - 10, shortened(yAxis.label, 60), { opacity: 0.75 }),
    words((left + right) / 2, height - 9, shortened(xAxis.label, 60), { 'text-anchor': 'middle', opacity: 0.75 }),
  ];
  return { x, y, left, top, right, bottom, draw: (...marks) => chart(head, legendRow(legend, 12, 42), ...axes, ...marks) };
}

/** The axis' own domain when it has any width, else the data's, widened to round numbers. */
function domainOf({ domain }: Axis, span: Span): readonly [number, number] {
  return domain && domain[0] < domain[1] ? domain : niceDomain(...span);
}

/** The smallest and largest of some numbers. */
export type Span = readonly [number, number];

/** The span of all numbers, also of those that must be in sight. */
export function spanOf(values: Iterable<number>, ...also: readonly number[]): Span {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) [low, high] = [Math.min(low, v), Math.max(high, v)];
  for (const v of also) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return [low, high];
}

/** A row of swatches and names. */
function legendRow(entries: readonly LegendEntry[], left: number, y: number): Svg {
  let x = left;
  return entries
    .map(({ name: whole, paint, dashed }) => {
      const name = shortened(whole, 34);
      const at = x;
      x += 40 + widthOf(name, TEXT_SIZE);
      const swatch = tag('line', {
        x1: at,
        y1: y - 4,
        x2: at + 18,
        y2: y - 4,
        stroke: paint,
        'stroke-width': 3,
        'stroke-dasharray': dashed ? '4 3' : undefined,
      });
      return swatch + words(at + 23, y, name);
    })
    .join('');
}

/** A hairline; the base line is darker. */
export function gridLine(x1: number, y1: number, x2: number, y2: number, base = false): Svg {
  return tag('line', { x1, y1, x2, y2, stroke: 'currentColor', 'stroke-opacity': base ? 0.45 : 0.13 });
}

const tickAt = (x: number, y: number): Svg => gridLine(x, y, x, y + 4, true);

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
