import type { ReliabilityBin } from '../calibration/index.js';
import { frame, type ChartHead } from './frame.js';
import { hint, pathThrough, tag, type Svg } from './svg.js';
import { paint } from './tones.js';

export interface ReliabilityChart extends ChartHead {
  readonly bins: readonly ReliabilityBin[];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** What was forecast against what came, with intervals and the honest diagonal; dots grow with the weight of their rows. */
export function reliabilityChart(spec: ReliabilityChart): Svg {
  const { bins } = spec;
  const top = Math.min(1, Math.max(0.1, ...bins.flatMap((b) => [b.high, b.forecast])));
  const end = top > 0.8 ? 1 : Math.ceil(top * 10) / 10;
  const axis = { domain: [0, end], style: { style: 'percent' } } as const;
  const legend = [
    { name: 'share that came true, 95% interval', paint: paint('first') },
    { name: 'honest', paint: paint('muted'), dashed: true },
  ];
  const f = frame(spec, { ...axis, label: 'Forecast' }, { ...axis, label: 'Came true' }, { x: [0, 1], y: [0, 1] }, legend);
  const most = Math.max(...bins.map((b) => b.rows), 1);
  const diagonal = tag('line', {
    x1: f.x(0),
    y1: f.y(0),
    x2: f.x(end),
    y2: f.y(end),
    stroke: paint('muted'),
    'stroke-width': 1.5,
    'stroke-dasharray': '5 4',
  });
  const through = tag('path', {
    d: pathThrough(bins.map((b) => [f.x(b.forecast), f.y(b.came)] as const)),
    fill: 'none',
    stroke: paint('first'),
    'stroke-opacity': 0.45,
    'stroke-width': 1.5,
  });
  const marks = bins.map((b) => {
    const x = f.x(b.forecast);
    const whisker = tag('path', {
      d: `${pathThrough([
        [x, f.y(b.low)],
        [x, f.y(b.high)],
      ])}${cap(x, f.y(b.low))}${cap(x, f.y(b.high))}`,
      stroke: paint('first'),
      'stroke-width': 1.5,
    });
    const told = `forecast ${percent(b.forecast)}, came true ${percent(b.came)} (${percent(b.low)} … ${percent(b.high)}) of ${Math.round(b.rows)} rows`;
    return whisker + tag('circle', { cx: x, cy: f.y(b.came), r: 2.5 + 2.5 * Math.sqrt(b.rows / most), fill: paint('first') }, hint(told));
  });
  return f.draw(diagonal, through, ...marks);
}

const cap = (x: number, y: number): string =>
  pathThrough([
    [x - 3, y],
    [x + 3, y],
  ]);
