import { framed, spanOf, type Axis, type ChartHead, type Span } from './frame.js';
import { plotting, type Markish } from './plotting.js';
import type { Svg } from './svg.js';
import { paint, REFERENCE_DASHES } from './tones.js';

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
    ...(line ? [{ name: line.name, paint: 'currentColor' }] : []),
    ...(diagonal === undefined ? [] : [{ name: diagonal, paint: paint('second'), dashes: REFERENCE_DASHES }]),
  ];
  const axes = { x: { domain: padded(spans.x), ...spec.x }, y: { domain: padded(spans.y), ...spec.y } };
  const ends: readonly Span[] = [
    [both[0], both[0]],
    [both[1], both[1]],
  ];
  const marks = (): Markish[] => [
    plotting().dot(points, { r: 2.6, stroke: 'none', fill: paint('first'), fillOpacity: points.length > 200 ? 0.35 : 0.55 }),
    ...(diagonal === undefined
      ? []
      : [plotting().line(ends, { stroke: paint('second'), strokeWidth: 2, strokeDasharray: REFERENCE_DASHES })]),
    ...(line ? [plotting().line(line.points, { strokeWidth: 2, title: () => line.name })] : []),
  ];
  return framed(spec, axes, spans, marks, legend);
}

/** A little room around the points; a single value, and none, get some too. */
function padded([low, high]: Span): Span {
  if (!Number.isFinite(low)) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * 0.03;
  return [low - room, high + room];
}
