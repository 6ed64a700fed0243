import { figure, percent } from '../../core/index.js';
import type { JudgedCoverage } from '../../model/index.js';
import { textTable } from '../terminal/index.js';

/** What was promised of every prediction and what came of it, for all rows and by segment; no lines where nothing was promised. */
export function coverageLines(coverage: JudgedCoverage | undefined, dim: (text: string) => string): string[] {
  if (!coverage) return [];
  const { level, segments, width, coverage: share } = coverage;
  const kind = width ? 'Intervals' : 'Sets of labels';
  const ends = `${percent(share.value)} (${percent(share.low)} … ${percent(share.high)})`;
  return [
    '',
    `${kind} that promise to hold ${percent(level)} of the truths held ${ends}; ${sizeWords(coverage)}.`,
    ...table(segments, dim),
  ];
}

/** How wide or how large on average. */
function sizeWords({ width, size, single }: Pick<JudgedCoverage, 'width' | 'size' | 'single'>): string {
  if (width) return `their mean width is ${figure(width.value)}`;
  return size && single
    ? `a set has ${figure(size.value)} labels on average, and ${percent(single.value)} have only one`
    : 'there was no row';
}

function table(segments: JudgedCoverage['segments'], dim: (text: string) => string): string[] {
  if (segments.length === 0) return [];
  const heads = [
    { title: 'segment' },
    { title: 'rows', align: 'right' },
    { title: 'held', align: 'right' },
    { title: segments[0].width ? 'mean width' : 'mean labels', align: 'right' },
  ] as const;
  const lines = segments.map(({ name, own, rows, coverage, width, size }) => [
    own ? name : `${name} (as all rows)`,
    rows.toLocaleString('en'),
    `${percent(coverage.value)} (${percent(coverage.low)} … ${percent(coverage.high)})`,
    figure((width ?? size)?.value ?? NaN),
  ]);
  return ['', ...textTable(heads, lines, { title: dim })];
}
