import type { Histogram } from '../curves/index.js';
import { figureFormatter } from './format.js';
import { framed, spanOf, type Axis, type ChartHead, type Frame } from './frame.js';
import type { LegendEntry } from './legend.js';
import { halo, plotting, type Markish } from './plotting.js';
import type { Svg } from './svg.js';
import { dashesAt, paint, REFERENCE_DASHES, toneAt, type Tone } from './tones.js';

export interface HistogramChart extends ChartHead {
  readonly x: Axis;
  readonly y: Axis;
  /** Over one another, the first filled, the others outlined; each as shares of its own total, so that a rare class is seen beside a common one. */
  readonly groups: readonly { readonly name: string; readonly histogram: Histogram; readonly tone?: Tone }[];
  /** A value worth a line from top to bottom. */
  readonly cut?: { readonly at: number; readonly label: string };
}

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** Histograms of one or more groups, as shares of each group. */
export function histogramChart(spec: HistogramChart): Svg {
  const groups = spec.groups.map((g, i) => ({ ...g, bars: barsOf(g.histogram), look: lookOf(g.tone ?? toneAt(i), i, spec.groups.length) }));
  const edges = groups.flatMap(({ histogram: { low, width, counts } }) => [low, low + width * counts.length]);
  const shares = groups.flatMap(({ bars }) => bars.map(({ share }) => share));
  const axes = {
    x: { domain: edges.length > 0 ? spanOf(edges) : ([0, 1] as const), ...spec.x },
    y: { ...spec.y, style: { style: 'percent' } as const },
  };
  const legend = groups.map(({ name, look }): LegendEntry => ({ name, ...look }));
  const marks = (f: Frame): Markish[] => [
    ...groups.flatMap(({ name, bars, look, histogram }) => [
      filled(bars, name, look, histogram.width),
      ...(look.dashes ? [outlined(bars, look)] : []),
    ]),
    ...(spec.cut ? cutLine(f, spec.cut) : []),
  ];
  return framed(spec, axes, { x: spanOf(edges), y: spanOf(shares, 0) }, marks, groups.length > 1 ? legend : []);
}

function barsOf({ low, width, counts }: Histogram): readonly Bar[] {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.map((n, i) => ({ from: low + i * width, to: low + (i + 1) * width, share: total === 0 ? 0 : n / total }));
}

type Look = Omit<LegendEntry, 'name'>;

/** The first of several is an area, the others are lines around what they hold: no two tones have to be told apart. */
function lookOf(tone: Tone, at: number, groups: number): Look {
  if (at > 0) return { paint: paint(tone), dashes: dashesAt(at) };
  return { paint: paint(tone), fill: groups > 1 ? 0.4 : 0.85 };
}

function filled(bars: readonly Bar[], name: string, { paint: fill, fill: opacity = 0.08 }: Look, width: number): Markish {
  const text = figureFormatter({ style: 'number' }, width);
  return plotting().rectY(
    bars.filter(({ share }) => share > 0),
    {
      x1: 'from',
      x2: 'to',
      y: 'share',
      fill,
      fillOpacity: opacity,
      insetLeft: 0.5,
      insetRight: 0.5,
      title: ({ from, to, share }: Bar) => `${name}, ${text(from)} to ${text(to)}: ${(share * 100).toFixed(1)}%`,
    },
  );
}

function outlined(bars: readonly Bar[], { paint: stroke, dashes }: Look): Markish {
  const steps = bars.flatMap(({ from, to, share }) => [
    [from, share],
    [to, share],
  ]);
  return plotting().line([[bars[0]?.from, 0], ...steps, [bars.at(-1)?.to, 0]], { stroke, strokeWidth: 2, strokeDasharray: dashes! });
}

function cutLine(f: Frame, { at, label }: { readonly at: number; readonly label: string }): Markish[] {
  const { ruleX, text } = plotting();
  const late = f.x(at) > f.right - 120;
  const place = { frameAnchor: 'top', textAnchor: late ? 'end' : 'start', dx: late ? -6 : 6 } as const;
  return [
    ruleX([at], { strokeWidth: 1.5, strokeDasharray: REFERENCE_DASHES }),
    text([at], { x: (d: number) => d, text: () => label, ...place, ...halo }),
  ];
}
