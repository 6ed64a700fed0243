import { frame, spanOf, type Axis, type ChartHead, type Span } from './frame.js';
import { hint, pathThrough, tag, type Svg } from './svg.js';
import { paint } from './tones.js';

export interface ScatterChart extends ChartHead {
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly (readonly [number, number])[];
  /** A line through means, over the points. */
  readonly line?: { readonly name: string; readonly points: readonly (readonly [number, number])[] };
  /** The diagonal where both axes agree. */
  readonly diagonal?: string;
}

/** Points, see-through where they pile up, with a line of means and the diagonal. */
export function scatterChart(spec: ScatterChart): Svg {
  const { points, line, diagonal } = spec;
  const both = spanOf([...points, ...(line?.points ?? [])].flat());
  const spans = diagonal === undefined ? { x: spanOf(points.map(([x]) => x)), y: spanOf(points.map(([, y]) => y)) } : { x: both, y: both };
  const legend = [
    ...(line ? [{ name: line.name, paint: paint('second') }] : []),
    ...(diagonal === undefined ? [] : [{ name: diagonal, paint: paint('muted'), dashed: true }]),
  ];
  const f = frame(spec, { domain: padded(spans.x), ...spec.x }, { domain: padded(spans.y), ...spec.y }, spans, legend);
  const opacity = points.length > 200 ? 0.35 : 0.55;
  const dots = points.map(([x, y]) => tag('circle', { cx: f.x(x), cy: f.y(y), r: 2.6 }));
  const across =
    diagonal === undefined
      ? ''
      : tag('path', {
          d: pathThrough([both[0], both[1]].map((v) => [f.x(v), f.y(v)] as const)),
          stroke: paint('muted'),
          'stroke-width': 1.5,
          'stroke-dasharray': '5 4',
        });
  const means = line
    ? tag(
        'path',
        {
          d: pathThrough(line.points.map(([x, y]) => [f.x(x), f.y(y)] as const)),
          fill: 'none',
          stroke: paint('second'),
          'stroke-width': 2.25,
        },
        hint(line.name),
      )
    : '';
  return f.draw(across, tag('g', { fill: paint('first'), 'fill-opacity': opacity }, ...dots), means);
}

/** A little room around the points; a single value, and none, get some too. */
function padded([low, high]: Span): Span {
  if (!Number.isFinite(low)) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * 0.03;
  return [low - room, high + room];
}
