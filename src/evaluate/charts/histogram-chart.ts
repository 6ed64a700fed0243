import type { Histogram } from '../curves/index.js';
import { frame, spanOf, type Axis, type ChartHead } from './frame.js';
import { hint, tag, words, type Svg } from './svg.js';
import { paint, toneAt, type Tone } from './tones.js';
import { figureFormatter } from './format.js';

export interface HistogramChart extends ChartHead {
  readonly x: Axis;
  readonly y: Axis;
  /** Drawn over one another, see-through; each as shares of its own total, so that a rare class is seen beside a common one. */
  readonly groups: readonly { readonly name: string; readonly histogram: Histogram; readonly tone?: Tone }[];
  /** A value worth a line from top to bottom. */
  readonly cut?: { readonly at: number; readonly label: string };
}

/** Histograms of one or more groups, as shares of each group. */
export function histogramChart(spec: HistogramChart): Svg {
  const shares = spec.groups.map(({ histogram: { counts } }) => {
    const total = counts.reduce((sum, n) => sum + n, 0);
    return counts.map((n) => (total === 0 ? 0 : n / total));
  });
  const edges = spec.groups.flatMap(({ histogram: { low, width, counts } }) => [low, low + width * counts.length]);
  const legend = spec.groups.map((g, i) => ({ name: g.name, paint: paint(g.tone ?? toneAt(i)) }));
  const f = frame(
    spec,
    { domain: edges.length > 0 ? spanOf(edges) : [0, 1], ...spec.x },
    { ...spec.y, style: { style: 'percent' } },
    { x: spanOf(edges), y: spanOf(shares.flat(), 0) },
    spec.groups.length > 1 ? legend : [],
  );
  const bars = spec.groups.flatMap(({ name, histogram: { low, width, counts } }, g) => {
    const text = figureFormatter({ style: 'number' }, width);
    return counts.map((_, i) => {
      const share = shares[g][i];
      if (share === 0) return '';
      const [from, to] = [low + i * width, low + (i + 1) * width];
      const told = `${name}, ${text(from)} to ${text(to)}: ${(share * 100).toFixed(1)}%`;
      return tag(
        'rect',
        {
          x: f.x(from) + 0.5,
          y: f.y(share),
          width: Math.max(0.5, f.x(to) - f.x(from) - 1),
          height: f.bottom - f.y(share),
          fill: legend[g].paint,
          'fill-opacity': spec.groups.length > 1 ? 0.55 : 0.85,
        },
        hint(told),
      );
    });
  });
  return f.draw(...bars, spec.cut ? cutLine(f, spec.cut) : '');
}

function cutLine(
  f: { x: (v: number) => number; top: number; bottom: number; right: number },
  { at, label }: { at: number; label: string },
): Svg {
  const x = f.x(at);
  const late = x > f.right - 120;
  return (
    tag('line', { x1: x, y1: f.top, x2: x, y2: f.bottom, stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-dasharray': '5 4' }) +
    words(x + (late ? -6 : 6), f.top + 10, label, { 'font-weight': 600, 'text-anchor': late ? 'end' : 'start' })
  );
}
