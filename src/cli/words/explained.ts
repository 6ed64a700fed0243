import { count, figure, percent, plainNumber, type AnyTask } from '../../core/index.js';
import type { Explained, ExplainedRow } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';

const ROWS = 5;
const FEATURES = 6;

/** What `explain` says: for the first rows, the features that moved each prediction most. */
export function explainedText(explained: Explained, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const shown = explained.rows.slice(0, ROWS).flatMap((row, i) => [...(i > 0 ? [''] : []), ...rowLines(explained, row, i, p)]);
  const rest = explained.rows.length - ROWS;
  return [...shown, ...(rest > 0 ? ['', p.dim(`and ${count(rest, 'more row')}; --json has them all`)] : [])].join('\n');
}

function rowLines(explained: Explained, row: ExplainedRow, index: number, p: ReturnType<typeof paint>): string[] {
  const unit = UNITS[explained.task](explained);
  const whose =
    explained.task === 'binary'
      ? ` (${explained.positive}: ${percent(row.probability!)})`
      : row.probability === undefined
        ? ''
        : ` (${percent(row.probability)})`;
  const head = `row ${index + 1}: ${typeof row.prediction === 'number' ? figure(row.prediction) : row.prediction}${whose}`;
  const top = row.contributions.slice(0, FEATURES);
  const rest = row.contributions.slice(FEATURES).reduce((sum, c) => sum + c.effect, 0);
  const lines = [
    ['average', '', figure(row.base)],
    ...top.map((c) => [
      c.feature,
      c.value === null ? 'missing' : typeof c.value === 'number' ? plainNumber(c.value) : String(c.value),
      signed(c.effect),
    ]),
    ...(row.contributions.length > FEATURES ? [['all others', '', signed(rest)]] : []),
  ];
  return [p.bold(head), ...textTable([{ title: 'feature' }, { title: 'value' }, { title: unit, align: 'right' }], lines, { title: p.dim })];
}

/** What the shares of a task's answers are measured in. */
const UNITS: Readonly<Record<AnyTask, (explained: Explained) => string>> = {
  regression: ({ target }) => target ?? '',
  binary: () => 'log-odds',
  multiclass: () => 'log-odds',
  segment: () => 'nearer than the average row',
  outlier: () => 'oddness',
};

const signed = (effect: number): string => `${effect > 0 ? '+' : effect < 0 ? '−' : ''}${figure(Math.abs(effect))}`;
