import type { Interval } from '../interval.js';
import { barChart, type BarRow } from './bar-chart.js';
import type { Svg } from './svg.js';

/** One part of the rows: what share of their truths lay within. */
export interface CoverageRow {
  readonly name: string;
  readonly coverage: Interval;
}

/** Whether the share lies below the promise beyond doubt. */
export const fallsShort = ({ coverage }: Pick<CoverageRow, 'coverage'>, level: number): boolean => coverage.high < level;

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** The share of truths within intervals or sets, beside what was promised. */
export function coverageChart(level: number, rows: readonly CoverageRow[]): Svg {
  return barChart({
    title: 'How many truths lay within',
    desc: `Promised: ${percent(level)}. ${rows.map(({ name, coverage }) => `${name}: ${percent(coverage.value)}`).join('; ')}.`,
    rows: [
      { name: 'promised', value: level, tone: 'muted' },
      ...rows.map((row): BarRow => ({ name: row.name, ...row.coverage, tone: fallsShort(row, level) ? 'bad' : 'first' })),
    ],
    as: 'dots',
    style: { style: 'percent' },
    label: 'share of the truths, with 95% intervals',
  });
}
