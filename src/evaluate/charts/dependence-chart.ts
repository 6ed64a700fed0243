import type { GridValue, Term } from '../explain/index.js';
import { formatter, type NumberStyle } from './format.js';
import { chart, spanOf, type ChartHead, type Span } from './frame.js';
import { baseline, hairline, plotted, plotting, QUIET, quietWords, type Markish } from './plotting.js';
import { escaped, shortened, tag, words, type Svg } from './svg.js';
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
const [LEFT, TOP, ABOVE] = [56, 76, 22];
const SMALL = 10;
/** Room on the right of a curve for rows without a value. */
const ASIDE = 26;

/** One small panel per feature on a common scale: a line, such as the mean prediction, in a band, such as where 80 % of the rows lie. */
export function dependenceChart(spec: DependenceChart): Svg {
  const { features, width = 720, columns = 3, bars = false, style = { style: 'number' }, texts = new Map() } = spec;
  const lines = Math.max(1, Math.ceil(features.length / columns));
  const span = spanOf(
    features.flatMap((f) => f.points.flatMap((p) => [p.low, p.high, p.mean])),
    ...(bars ? [0] : []),
  );
  const domain = niceDomain(...span, 3);
  const ticks = niceTicks(...domain, 3);
  const wide = (width - LEFT - 12) / columns;
  const scale: Scale = { domain, ticks, bars, width: wide - 16, text: formatter(style, ticks.step) };
  const panels = features.map((feature, i) => {
    const [x, y] = [LEFT + (i % columns) * wide, TOP - ABOVE + Math.floor(i / columns) * PANEL_HEIGHT];
    const inside = panel(feature, scale, texts.get(feature.feature), i % columns === 0);
    return tag('g', { transform: `translate(${Math.round(x)},${y})` }, inside);
  });
  return chart({ ...spec, width, height: 56 + lines * PANEL_HEIGHT }, ...panels);
}

type Point = DependenceCurve['points'][number];
type Read = ((value: number) => string) | undefined;

interface Scale {
  readonly domain: Span;
  readonly ticks: Ticks;
  readonly bars: boolean;
  /** Of a panel, in pixels. */
  readonly width: number;
  readonly text: (value: number) => string;
}

/** A panel whose left edge is its upright axis; the first of a line has its figures beside it. */
function panel(of: DependenceCurve, scale: Scale, read: Read, first: boolean): Svg {
  const { axisY, gridY, ruleY } = plotting();
  const { domain, width, bars, ticks } = scale;
  const { x, marginRight = 0, marks } = of.kind === 'number' ? curve(of.points, width, read) : levels(of.points, scale);
  const bottom = ABOVE + PANEL_HEIGHT - 56;
  const drawn = plotted(
    { width, height: bottom + 24, left: 0, top: ABOVE, right: width - marginRight, bottom },
    {
      x,
      y: { domain },
      marks: [
        gridY(ticks.values, { ...hairline, insetRight: -marginRight }),
        ...(bars && domain[0] <= 0 ? [ruleY([0], { ...baseline, insetRight: -marginRight })] : []),
        ...(first ? [axisY([...ticks.values], { ...quietWords, fontSize: SMALL, tickFormat: scale.text })] : []),
        ...marks,
      ],
    },
  );
  const name = words(0, ABOVE - 8, shortened(of.feature, Math.floor(width / 6.5)), { 'font-weight': 600 });
  return tag('title', {}, escaped(of.feature)) + name + drawn;
}

interface Drawn {
  readonly x: object;
  readonly marginRight?: number;
  readonly marks: Markish[];
}

const band = { y1: 'low', y2: 'high', fill: paint('first'), fillOpacity: 0.16 } as const;
const label = { frameAnchor: 'bottom', dy: 14, fontSize: SMALL, fillOpacity: QUIET } as const;

/** A line in its band; what holds for rows without a value stands apart on the right. */
function curve(points: readonly Point[], width: number, read: Read): Drawn {
  const { areaY, line, rect, ruleY, text, tickY } = plotting();
  const numbers = points.filter((p) => p.value !== null);
  const missing = points.filter((p) => p.value === null);
  const marginRight = missing.length > 0 ? ASIDE : 0;
  const [from, to] = spanOf(numbers.map((p) => p.value as number));
  const nice = niceTicks(from, to, 3);
  const words = read ?? formatter({ style: 'number' }, nice.step);
  const pixel = (to - from || 2) / (width - marginRight);
  // Dates are long: the first and the last have room.
  const ticks = read ? [...new Set([from, to])] : nice.values.filter((v) => missing.length === 0 || (to - v) / pixel > 12);
  const aside = { x1: to + (ASIDE - 13) * pixel, x2: to + (ASIDE - 3) * pixel };
  const alone = numbers.length === 1 ? [tickY(numbers, { x: null, y: 'mean', stroke: paint('first'), strokeWidth: 2.5 })] : [];
  return {
    x: { domain: to > from ? [from, to] : [from - 1, from + 1], type: 'linear', range: [0, width - marginRight] },
    marginRight,
    marks: [
      areaY(numbers, { x: 'value', ...band }),
      line(numbers, { x: 'value', y: 'mean', stroke: paint('first'), strokeWidth: 2 }),
      ...alone,
      text(ticks, { ...label, x: (v: number) => v, text: (v: number) => words(v) }),
      rect(missing, { ...aside, ...band }),
      ruleY(missing, { ...aside, y: 'mean', stroke: paint('first'), strokeWidth: 2.5, title: () => 'missing' }),
      ...(missing.length > 0 ? [text(['none'], { ...label, frameAnchor: 'bottom-right', dx: ASIDE - 8 })] : []),
    ],
  };
}

const nameOf = (value: GridValue): string => (value === null ? 'none' : value === true ? 'yes' : value === false ? 'no' : String(value));

/** A mark per level: a dash in its band, or a bar from 0 with its range. */
function levels(points: readonly Point[], { bars, width }: Scale): Drawn {
  const { barY, ruleX, text, tickY } = plotting();
  const slot = width / Math.max(1, points.length);
  const inset = Math.max(slot * 0.15, (slot - 34) / 2);
  const at = { x: (_: Point, i: number) => i, insetLeft: inset, insetRight: inset };
  const named = { ...at, title: ({ value }: Point) => nameOf(value) };
  const most = Math.max(2, Math.floor(slot / 6.2));
  const marks = bars
    ? [
        barY(points, { ...named, y: 'mean', fill: paint('first'), fillOpacity: 0.55 }),
        ruleX(points, { x: at.x, y1: 'low', y2: 'high', strokeWidth: 1.5 }),
      ]
    : [barY(points, { ...at, ...band }), tickY(points, { ...named, y: 'mean', stroke: paint('first'), strokeWidth: 2.5 })];
  return {
    x: { domain: [...points.keys()], padding: 0, round: false },
    marks: [...marks, text(points, { ...label, x: at.x, text: ({ value }: Point) => shortened(nameOf(value), most) })],
  };
}
