import { frame, spanOf, TEXT_SIZE, type Axis, type ChartHead, type Frame } from './frame.js';
import { hint, pathThrough, tag, widthOf, words, type Svg } from './svg.js';
import { paint, toneAt, type Tone } from './tones.js';

/** A line through points in the order given. */
export interface LineSeries {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** Absent: the tone of its place. */
  readonly tone?: Tone;
  readonly dashed?: boolean;
}

/** A point worth pointing at. */
export interface MarkedPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly tone?: Tone;
}

export interface LineChart extends ChartHead {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly LineSeries[];
  readonly marks?: readonly MarkedPoint[];
}

/** Lines over two axes, with marked points; one series needs no legend. */
export function lineChart(spec: LineChart): Svg {
  const { series, marks = [] } = spec;
  const all = [...series.flatMap((s) => s.points), ...marks.map((m) => [m.x, m.y] as const)];
  const legend = series.map((s, i) => ({ name: s.name, paint: paint(s.tone ?? toneAt(i)), ...(s.dashed ? { dashed: true } : {}) }));
  const spans = { x: spanOf(all.map(([x]) => x)), y: spanOf(all.map(([, y]) => y)) };
  const f = frame(spec, spec.x, spec.y, spans, series.length > 1 ? legend : []);
  const drawn = pixelsOf(f, series);
  return f.draw(
    ...series.toReversed().map((s) => line(f, s, legend[series.indexOf(s)].paint)),
    ...marks.map((mark) => marked(f, mark, drawn)),
  );
}

function line(f: Frame, { name, points, dashed }: LineSeries, stroke: string): Svg {
  const d = pathThrough(points.map(([x, y]) => [f.x(x), f.y(y)] as const));
  return tag(
    'path',
    {
      d,
      fill: 'none',
      stroke,
      'stroke-width': dashed ? 1.5 : 2.25,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dashed ? '5 4' : undefined,
    },
    hint(name),
  );
}

/** A dot, a thread down to the axis, and words beside it where the lines leave room. */
function marked(f: Frame, { x, y, label, tone = 'second' }: MarkedPoint, drawn: readonly Pixel[]): Svg {
  const [px, py] = [f.x(x), f.y(y)];
  const thread = tag('line', { x1: px, y1: py, x2: px, y2: f.bottom, stroke: paint(tone), 'stroke-dasharray': '2 3' });
  const dot = tag('circle', { cx: px, cy: py, r: 4.5, fill: paint(tone) }, hint(label));
  const { left, base } = cornerFor(f, [px, py], widthOf(label, TEXT_SIZE) * BOLD, drawn);
  return thread + dot + words(left, base, label, { 'font-weight': 600 });
}

type Pixel = readonly [number, number];

/** Bold words are about so much wider. */
const BOLD = 1.05;

/** Baselines below and above a point at which its words are tried, the nearest first. */
const BASELINES = [20, -10, 38, -28, 56, 74];

/** Where words of a width begin, near a point: the first place beside it that no line runs through, else the least crossed; within the frame. */
function cornerFor(f: Frame, [px, py]: Pixel, width: number, drawn: readonly Pixel[]): { left: number; base: number } {
  const corners = BASELINES.flatMap((down) => [
    { left: px + 9, base: py + down },
    { left: px - 9 - width, base: py + down },
  ]);
  const crossing = ({ left, base }: { left: number; base: number }): number =>
    drawn.filter(([x, y]) => x > left - 3 && x < left + width + 3 && y > base - 12 && y < base + 4).length +
    (left < f.left || left + width > f.right || base - 12 < f.top || base > f.bottom ? 1000 : 0);
  return corners.reduce((best, corner) => (crossing(corner) < crossing(best) ? corner : best));
}

/** Points along the lines, close enough that no word slips between them. */
function pixelsOf(f: Frame, series: readonly LineSeries[]): Pixel[] {
  return series.flatMap(({ points }) => {
    const at = points.map(([x, y]): Pixel => [f.x(x), f.y(y)]);
    return at.flatMap(([x, y], i): Pixel[] => {
      const [fromX, fromY] = at[Math.max(0, i - 1)];
      const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 4));
      return Array.from({ length: steps }, (_, s) => [fromX + ((x - fromX) * (s + 1)) / steps, fromY + ((y - fromY) * (s + 1)) / steps]);
    });
  });
}
