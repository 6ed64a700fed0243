import type { ReliabilityBin } from '../calibration/index.js';
import { framed, type ChartHead } from './frame.js';
import { plotting, type Markish } from './plotting.js';
import type { Svg } from './svg.js';
import { paint, REFERENCE_DASHES } from './tones.js';

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
    { name: 'honest', paint: paint('muted'), dashes: REFERENCE_DASHES },
  ];
  const axes = { x: { ...axis, label: 'Forecast' }, y: { ...axis, label: 'Came true' } };
  return framed(spec, axes, { x: [0, 1], y: [0, 1] }, () => marksOf(bins, end), legend);
}

const told = (b: ReliabilityBin): string =>
  `forecast ${percent(b.forecast)}, came true ${percent(b.came)} (${percent(b.low)} … ${percent(b.high)}) of ${Math.round(b.rows)} rows`;

function marksOf(bins: readonly ReliabilityBin[], end: number): Markish[] {
  const { dot, line, ruleX } = plotting();
  const most = Math.max(...bins.map((b) => b.rows), 1);
  const diagonal = [
    [0, 0],
    [end, end],
  ];
  return [
    line(diagonal, { stroke: paint('muted'), strokeWidth: 1.5, strokeDasharray: REFERENCE_DASHES }),
    line(bins, { x: 'forecast', y: 'came', stroke: paint('first'), strokeOpacity: 0.45 }),
    ruleX(bins, { x: 'forecast', y1: 'low', y2: 'high', stroke: paint('first'), strokeWidth: 1.5, marker: null }),
    dot(bins, {
      x: 'forecast',
      y: 'came',
      r: { value: bins.map((b) => 2.5 + 2.5 * Math.sqrt(b.rows / most)), scale: null } as never,
      fill: paint('first'),
      stroke: 'none',
      title: told,
    }),
  ];
}
