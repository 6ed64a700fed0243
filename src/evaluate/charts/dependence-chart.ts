import type { GridValue, Term } from '../explain/index.js';
import { formatter, type NumberStyle } from './format.js';
import { chart, gridLine, spanOf, type ChartHead } from './frame.js';
import { hint, pathThrough, shortened, tag, words, type Svg } from './svg.js';
import { niceDomain, niceTicks, type Ticks } from './ticks.js';
import { paint } from './tones.js';

/** A curve over the values of a feature, or a figure per level, each with a band. */
export type DependenceCurve = Pick<Term, 'feature' | 'kind' | 'points'>;

export interface DependenceChart extends Omit<ChartHead, 'height'> {
  readonly features: readonly DependenceCurve[];
  /** Of the prediction. */
  readonly style?: NumberStyle;
  /** How the numbers of a feature read on its axis, by name: dates. */
  readonly texts?: ReadonlyMap<string, (value: number) => string> | undefined;
  /** Levels are bars from 0, for figures that add up; absent: dashes in their bands. */
  readonly bars?: boolean;
  /** Panels side by side; absent means 3. */
  readonly columns?: number;
}

const PANEL_HEIGHT = 138;

/** One small panel per feature on a common scale: a line, such as the mean prediction, in a band, such as where 80 % of the rows lie. */
export function dependenceChart(spec: DependenceChart): Svg {
  const { features, width = 720, columns = 3, bars = false, style = { style: 'number' }, texts = new Map() } = spec;
  const lines = Math.max(1, Math.ceil(features.length / columns));
  const [low, high] = niceDomain(
    ...spanOf(
      features.flatMap((f) => f.points.flatMap((p) => [p.low, p.high, p.mean])),
      ...(bars ? [0] : []),
    ),
    3,
  );
  const ticks = niceTicks(low, high, 3);
  const panels = features.map((feature, i) => {
    const box = {
      left: 56 + ((i % columns) * (width - 68)) / columns,
      top: 76 + Math.floor(i / columns) * PANEL_HEIGHT,
      width: (width - 68) / columns - 16,
      height: PANEL_HEIGHT - 56,
    };
    return panel(feature, box, texts.get(feature.feature), {
      low,
      high,
      ticks,
      bars,
      text: i % columns === 0 ? formatter(style, ticks.step) : undefined,
    });
  });
  return chart({ ...spec, width, height: 56 + lines * PANEL_HEIGHT }, ...panels);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
type Read = ((value: number) => string) | undefined;

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: Ticks;
  readonly bars: boolean;
  readonly text: ((value: number) => string) | undefined;
}

function panel(of: DependenceCurve, box: Box, read: Read, { low, high, ticks, bars, text }: Scale): Svg {
  const y = (value: number): number => box.top + box.height * (1 - (value - low) / (high - low));
  const grid = ticks.values.map(
    (v) =>
      gridLine(box.left, y(v), box.left + box.width, y(v), bars && v === 0) +
      (text ? words(box.left - 6, y(v) + 4, text(v), { 'text-anchor': 'end', opacity: 0.75, 'font-size': 10 }) : ''),
  );
  const name = words(box.left, box.top - 8, shortened(of.feature, Math.floor(box.width / 6.5)), { 'font-weight': 600 });
  return tag(
    'g',
    {},
    hint(of.feature),
    ...grid,
    name,
    of.kind === 'number' ? curve(of, box, read, y) : steps(of, box, y, bars ? barMark : dash),
  );
}

function curve({ points }: DependenceCurve, box: Box, read: Read, y: (value: number) => number): Svg {
  const numbers = points.filter((p) => p.value !== null);
  const missing = points.find((p) => p.value === null);
  const [from, to] = spanOf(numbers.map((p) => p.value as number));
  const room = missing ? box.width - 26 : box.width;
  const x = (value: GridValue): number => box.left + (to === from ? room / 2 : (((value as number) - from) / (to - from)) * room);
  const band = [
    ...numbers.map((p) => [x(p.value), y(p.high)] as const),
    ...numbers.toReversed().map((p) => [x(p.value), y(p.low)] as const),
  ];
  const nice = niceTicks(from, to, 3);
  const text = read ?? formatter({ style: 'number' }, nice.step);
  // Dates are long: the first and the last have room.
  const ticks = read ? [...new Set([from, to])] : nice.values;
  const below = box.top + box.height + 14;
  return [
    tag('path', { d: `${pathThrough(band)}Z`, fill: paint('first'), 'fill-opacity': 0.14 }),
    tag('path', {
      d: pathThrough(numbers.map((p) => [x(p.value), y(p.mean)] as const)),
      fill: 'none',
      stroke: paint('first'),
      'stroke-width': 2,
    }),
    ...ticks.map((v) => words(x(v), below, text(v), { 'text-anchor': 'middle', 'font-size': 10, opacity: 0.75 })),
    missing
      ? dash(box.left + box.width - 8, 10, missing, y) +
        words(box.left + box.width - 8, below, 'none', { 'text-anchor': 'middle', 'font-size': 10, opacity: 0.75 })
      : '',
  ].join('');
}

const nameOf = (value: GridValue): string => (value === null ? 'none' : value === true ? 'yes' : value === false ? 'no' : String(value));

function steps({ points }: DependenceCurve, box: Box, y: (value: number) => number, mark: typeof barMark): Svg {
  const slot = box.width / points.length;
  return points
    .map((point, i) => {
      const middle = box.left + (i + 0.5) * slot;
      const label = words(middle, box.top + box.height + 14, shortened(nameOf(point.value), Math.max(2, Math.floor(slot / 5.6))), {
        'text-anchor': 'middle',
        'font-size': 10,
        opacity: 0.75,
      });
      return mark(middle, Math.min(34, slot * 0.7), point, y, nameOf(point.value)) + label;
    })
    .join('');
}

function dash(
  x: number,
  width: number,
  { low, high, mean }: DependenceCurve['points'][number],
  y: (value: number) => number,
  name = 'missing',
): Svg {
  const band = tag('rect', {
    x: x - width / 2,
    y: y(high),
    width,
    height: Math.max(1, y(low) - y(high)),
    fill: paint('first'),
    'fill-opacity': 0.14,
  });
  return (
    band +
    tag('line', { x1: x - width / 2, y1: y(mean), x2: x + width / 2, y2: y(mean), stroke: paint('first'), 'stroke-width': 2.5 }, hint(name))
  );
}

function barMark(
  x: number,
  width: number,
  { low, high, mean }: DependenceCurve['points'][number],
  y: (value: number) => number,
  name: string,
): Svg {
  const [from, to] = [y(Math.max(0, mean)), y(Math.min(0, mean))];
  const bar = { x: x - width / 2, y: from, width, height: to - from, fill: paint('first'), 'fill-opacity': 0.55 };
  return tag('rect', bar, hint(name)) + tag('line', { x1: x, y1: y(high), x2: x, y2: y(low), stroke: 'currentColor', 'stroke-width': 1.5 });
}
