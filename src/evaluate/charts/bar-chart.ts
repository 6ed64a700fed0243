import { figureFormatter, formatter, type NumberStyle } from './format.js';
import { chart, spanOf, type ChartHead, type Span } from './frame.js';
import { baseline, hairline, plotted, plotting, QUIET, quietWords, TEXT_SIZE, type Markish } from './plotting.js';
import { shortened, widthOf, words, type Svg } from './svg.js';
import { niceTicks, type Ticks } from './ticks.js';
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
/** Least room between the words of two ticks. */
const APART = 6;

const widest = (texts: readonly string[], least: number): number => Math.max(least, ...texts.map((text) => widthOf(text, TEXT_SIZE)));

/** Named figures from top to bottom, with intervals as whiskers and the figure at the end. Height grows with the rows. */
export function barChart(spec: BarChart): Svg {
  const { width = 480, style = { style: 'number' }, as = 'bars', label = '', most = 20 } = spec;
  const rows = spec.rows.slice(0, most);
  const names = rows.map((r) => shortened(r.name, NAME_CHARACTERS));
  const figure = figureFormatter(style, Math.max(...rows.map((r) => Math.abs(r.value)), 0));
  const figures = rows.map((r) => figure(r.value));
  const [left, right] = [24 + widest(names, 40), width - 26 - widest(figures, 30)];
  const [top, bottom] = [40, 40 + Math.max(1, rows.length) * ROW];
  const domain = roomFor(
    spanOf(
      rows.flatMap((r) => [r.value, r.low ?? r.value, r.high ?? r.value]),
      ...(as === 'bars' ? [0] : []),
    ),
  );
  const drawn = plotted(
    { width, height: bottom + 44, left, top, right, bottom },
    {
      x: { domain },
      y: { domain: [...rows.keys()], padding: 0.4 },
      marks: [
        ...ticksOf(domain, style, as, right - left),
        ...(as === 'bars' ? barMarks : dotMarks)(rows, figure),
        ...beside(rows, names, figures),
      ],
    },
  );
  const hidden = spec.rows.length - rows.length;
  const below = [label, ...(hidden > 0 ? [`${hidden} more not shown`] : [])].filter(Boolean).join(' · ');
  const middle = Math.min((left + right) / 2, width - widthOf(below, TEXT_SIZE) / 2);
  return chart({ ...spec, height: bottom + 44 }, drawn, words(middle, bottom + 34, below, { 'text-anchor': 'middle', opacity: QUIET }));
}

/** A little room past the ends, none past 0; without any value 0 … 1. */
function roomFor([low, high]: Span): Span {
  if (!Number.isFinite(low) || (low === 0 && high === 0)) return [0, 1];
  const room = (high - low || Math.abs(high)) * 0.05;
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

function ticksOf(domain: Span, style: NumberStyle, as: 'bars' | 'dots', width: number): Markish[] {
  const { axisX, gridX, ruleX } = plotting();
  const { values, step } = legibleTicks(domain, style, width);
  return [
    gridX(values, hairline),
    ...(as === 'bars' ? [ruleX([0], baseline)] : []),
    axisX([...values], { ...quietWords, tickFormat: formatter(style, step) }),
  ];
}

/** As many ticks, about four steps at most, as have words that keep apart. */
function legibleTicks([low, high]: Span, style: NumberStyle, width: number): Ticks {
  const some = [4, 3, 2, 1].map((wanted) => niceTicks(low, high, wanted));
  const isLegible = ({ values, step }: Ticks): boolean =>
    widest(values.map(formatter(style, step)), 0) + APART <= (step / (high - low)) * width;
  return some.find(isLegible) ?? some.at(-1)!;
}

type Figure = (value: number) => string;

const at = (_: BarRow, i: number): number => i;
const toneOf = ({ tone = 'first' }: BarRow): string => paint(tone);
const told =
  (figure: Figure) =>
  ({ name, value, low, high }: BarRow): string =>
    `${name}: ${figure(value)}${low !== undefined && high !== undefined ? ` (${figure(low)} … ${figure(high)})` : ''}`;

const barMarks = (rows: readonly BarRow[], figure: Figure): Markish[] => [
  plotting().barX(rows, {
    y: at,
    x: 'value',
    fill: toneOf,
    fillOpacity: ({ tone }: BarRow) => (tone === 'muted' ? 0.55 : 1),
    rx: 1.5,
    title: told(figure),
  }),
  ...whiskers(rows, () => 'currentColor'),
];

const dotMarks = (rows: readonly BarRow[], figure: Figure): Markish[] => [
  ...whiskers(rows, toneOf),
  plotting().dot(rows, { y: at, x: 'value', r: 4.5, fill: toneOf, stroke: 'none', title: told(figure) }),
];

/** Intervals as lines with a cap at either end. */
function whiskers(rows: readonly BarRow[], stroke: (row: BarRow) => string): Markish[] {
  const { ruleY, tickX } = plotting();
  const known = rows.map((row, i) => ({ ...row, i })).filter((row) => row.low !== undefined && row.high !== undefined);
  if (known.length === 0) return [];
  const cap = { y: 'i', stroke, strokeWidth: 1.5, insetTop: 3, insetBottom: 3 };
  return [
    ruleY(known, { y: 'i', x1: 'low', x2: 'high', stroke, strokeWidth: 1.5 }),
    tickX(known, { x: 'low', ...cap }),
    tickX(known, { x: 'high', ...cap }),
  ];
}

/** Names on the left, that of the one that stands out bold, and figures on the right. */
function beside(rows: readonly BarRow[], names: readonly string[], figures: readonly string[]): Markish[] {
  const { text } = plotting();
  const places = [...rows.keys()];
  const isStrong = (i: number): boolean => rows[i].tone === 'second';
  const all = { y: (i: number) => i, fontSize: TEXT_SIZE };
  const name = { ...all, frameAnchor: 'left', textAnchor: 'end', dx: -10, text: (i: number) => names[i] } as const;
  const figure = { ...all, frameAnchor: 'right', textAnchor: 'start', dx: 8, text: (i: number) => figures[i] } as const;
  return [
    text(
      places.filter((i) => !isStrong(i)),
      name,
    ),
    text(places.filter(isStrong), { ...name, fontWeight: 600 }),
    text(places, { ...figure, fontWeight: 600 }),
  ];
}
