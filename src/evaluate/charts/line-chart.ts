import { framed, spanOf, type Axis, type ChartHead, type Frame } from './frame.js';
import { pixelsAlong, pixelsOfWords, placeFor, type Place } from './label-place.js';
import { halo, plotting, TEXT_SIZE, type Markish } from './plotting.js';
import { widthOf, type Svg } from './svg.js';
import { dashesAt, paint, referenceDashesAt, toneAt, type Tone } from './tones.js';

/** A line through points in the order given. */
export interface LineSeries {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** Absent: the tone of its place. */
  readonly tone?: Tone;
  /** Only there to compare with. */
  readonly dashed?: boolean;
  /** Per point the ends of its interval, drawn as a band. */
  readonly band?: readonly (readonly [number, number])[];
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

/** Lines over two axes, told apart by dashes as well as tones, with marked points; one series needs no legend. */
export function lineChart(spec: LineChart): Svg {
  const { series, marks = [] } = spec;
  const all = [...series.flatMap((s) => s.points), ...marks.map((m) => [m.x, m.y] as const)];
  const bands = series.flatMap(({ band = [] }) => band.flat());
  const spans = {
    x: spanOf(all.map(([x]) => x)),
    y: spanOf(
      all.map(([, y]) => y),
      ...bands,
    ),
  };
  const styled = series.map((s, i) => styledAt(s, i, series));
  const drawn = (f: Frame): Markish[] => [
    ...styled.flatMap(({ points, band, paint: fill }) => (band ? [bandOf(points, band, fill)] : [])),
    ...styled.toReversed().map(({ name, points, paint: stroke, dashes, dashed }) => {
      const look = { stroke, strokeWidth: dashed ? 1.5 : 2.25, strokeLinejoin: 'round' as const, title: () => name };
      return plotting().line(points, { ...look, ...(dashes === undefined ? {} : { strokeDasharray: dashes }) });
    }),
    ...markedAll(f, marks, series),
  ];
  return framed(spec, spec, spans, drawn, series.length > 1 ? styled : []);
}

function bandOf(points: LineSeries['points'], band: NonNullable<LineSeries['band']>, fill: string): Markish {
  const ends = band.map((span, i) => [points[i][0], ...span]);
  return plotting().areaY(ends, { x: '0', y1: '1', y2: '2', fill, fillOpacity: 0.15 });
}

function styledAt({ name, points, tone, dashed = false, band }: LineSeries, at: number, series: readonly LineSeries[]) {
  const place = series.slice(0, at).filter((s) => (s.dashed ?? false) === dashed).length;
  return {
    name,
    points,
    dashed,
    ...(band ? { band } : {}),
    paint: paint(tone ?? toneAt(at)),
    dashes: (dashed ? referenceDashesAt : dashesAt)(place),
  };
}

/** Bold words are about so much wider. */
const BOLD = 1.05;

/** All marks, the words of each where the lines, and the words of those before it, leave room. */
function markedAll(f: Frame, marks: readonly MarkedPoint[], series: readonly LineSeries[]): Markish[] {
  const drawn = pixelsAlong(f, series);
  return marks.flatMap((mark) => {
    const width = widthOf(mark.label, TEXT_SIZE) * BOLD;
    const place = placeFor(f, [f.x(mark.x), f.y(mark.y)], width, drawn);
    drawn.push(...pixelsOfWords(place, width));
    return marked(f, mark, place);
  });
}

/** A dot, a thread down to the axis, and words beside it. */
function marked(f: Frame, { x, y, label, tone = 'second' }: MarkedPoint, { left, base }: Place): Markish[] {
  const { dot, ruleX, text } = plotting();
  const from = { textAnchor: 'start', lineAnchor: 'bottom', dx: left - f.x(x), dy: base + 2 - f.y(y) } as const;
  return [
    ruleX([x], { y1: y, y2: f.floor, stroke: paint(tone), strokeDasharray: '2 3' }),
    dot([[x, y]], { r: 4.5, fill: paint(tone), title: () => label }),
    text([[x, y]], { text: () => label, ...from, ...halo }),
  ];
}
