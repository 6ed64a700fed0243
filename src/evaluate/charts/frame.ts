import { formatter, type NumberStyle } from './format.js';
import { legendRow, type LegendEntry } from './legend.js';
import { baseline, hairline, plotted, plotting, QUIET, quietWords, TEXT_SIZE, type Markish } from './plotting.js';
import { escaped, shortened, tag, widthOf, words, type Svg } from './svg.js';
import { niceDomain, niceTicks, type Ticks } from './ticks.js';

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

/** The area that axes span, and where a value lies in it, in pixels. */
export interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The value at the foot of the upright axis. */
  readonly floor: number;
}

/** In pixels. */
const TITLE_SIZE = 14;

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
    note === undefined ? '' : words(12, 40, note, { opacity: QUIET }),
    ...parts,
  );
}

/** A chart with two axes of numbers, whose data span these ranges; the left margin fits the widest tick. Values beyond an axis stand at its end. */
export function framed(
  head: ChartHead,
  axes: { readonly x: Axis; readonly y: Axis },
  spans: { readonly x: Span; readonly y: Span },
  marks: (frame: Frame) => Markish[],
  legend: readonly LegendEntry[] = [],
): Svg {
  const { width = 480, height = 300 } = head;
  const [x, y] = [domainOf(axes.x, spans.x), domainOf(axes.y, spans.y)];
  const yTicks = niceTicks(...y, 5);
  const yText = formatter(axes.y.style ?? { style: 'number' }, yTicks.step);
  const left = 20 + Math.max(...yTicks.values.map((v) => widthOf(yText(v), TEXT_SIZE)), 12);
  const [top, right, bottom] = [legend.length > 0 ? 78 : 58, width - 26, height - 44];
  const xTicks = niceTicks(...x, Math.max(3, Math.floor((right - left) / 70)));
  const xText = formatter(axes.x.style ?? { style: 'number' }, xTicks.step);
  const area = { left, top, right, bottom, floor: y[0], x: linear(x, [left, right]), y: linear(y, [bottom, top]) };
  const drawn = plotted(
    { width, height, ...area },
    {
      x: { domain: x, clamp: true },
      y: { domain: y, clamp: true },
      marks: [...gridsAndTicks({ x: xTicks, y: yTicks }, { x: xText, y: yText }), ...marks(area)],
    },
  );
  const labels = [
    words(left, top - 10, shortened(axes.y.label, 60), { opacity: QUIET }),
    words((left + right) / 2, height - 9, shortened(axes.x.label, 60), { 'text-anchor': 'middle', opacity: QUIET }),
  ];
  return chart(head, legendRow(legend, 12, 42), drawn, ...labels);
}

type Text = (value: number) => string;

/** Hairlines across for the heights, a darker one at 0 and along the bottom, and the figures of both axes. */
function gridsAndTicks(ticks: { readonly x: Ticks; readonly y: Ticks }, texts: { readonly x: Text; readonly y: Text }): Markish[] {
  const { axisX, axisY, gridY, ruleY, frame } = plotting();
  const [xs, ys] = [[...ticks.x.values], [...ticks.y.values]];
  return [
    gridY(ys, hairline),
    ...(ys.includes(0) ? [ruleY([0], baseline)] : []),
    frame({ anchor: 'bottom', ...baseline }),
    axisY(ys, { ...quietWords, tickFormat: texts.y }),
    axisX(xs, { ...quietWords, tickSize: 4, strokeOpacity: 0.45, tickPadding: 5, tickFormat: texts.x }),
  ];
}

/** The axis' own domain when it has any width, else the data's, widened to round numbers. */
function domainOf({ domain }: Axis, span: Span): readonly [number, number] {
  return domain && domain[0] < domain[1] ? domain : niceDomain(...span);
}

/** Values of a domain to pixels; those beyond it to its ends. */
const linear =
  ([from, to]: Span, [start, end]: Span) =>
  (value: number): number =>
    start + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (end - start);

/** The smallest and largest of some numbers. */
export type Span = readonly [number, number];

/** The span of all numbers, also of those that must be in sight. */
export function spanOf(values: Iterable<number>, ...also: readonly number[]): Span {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) [low, high] = [Math.min(low, v), Math.max(high, v)];
  for (const v of also) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return [low, high];
}
