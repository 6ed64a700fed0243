import { count, figure } from '../../core/index.js';
import type { Diff } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';

/** What `diff` says. */
export function diffText(diff: Diff, look: { readonly colour: boolean; readonly width: number }): string {
  const p = paint(look.colour);
  const metrics = Object.entries(diff.metrics).map(([name, { a, b }]) => [name, figure(a ?? NaN), figure(b ?? NaN)]);
  const otherLearner = diff.changed.some((c) => c.what === 'learner');
  const changes = diff.changed.filter((c) => !(otherLearner && c.what.startsWith('params.'))).map((c) => [c.what, c.a ?? '–', c.b ?? '–']);
  return [
    p.bold(diff.same ? `${diff.a} and ${diff.b} are the same model, bit for bit.` : `${diff.a} → ${diff.b}`),
    ...(diff.gain ? [gainText(diff, diff.gain)] : []),
    '',
    ...textTable([{ title: 'own holdout' }, { title: diff.a, align: 'right' }, { title: diff.b, align: 'right' }], metrics, {
      title: p.dim,
    }),
    ...(changes.length
      ? ['', ...textTable([{ title: 'changed' }, { title: diff.a }, { title: diff.b }], changes, { title: p.dim, width: look.width })]
      : []),
  ].join('\n');
}

function gainText({ a, b }: Diff, { metric, rows, value, low, high }: NonNullable<Diff['gain']>): string {
  const verdict = value === 0 ? `is equal to ${a}` : `is ${figure(Math.abs(value))} ${value > 0 ? 'better' : 'worse'} than ${a}`;
  const sure = value !== 0 && low <= 0 && high >= 0 ? ': too close to call' : '';
  return `${b} ${verdict} in ${metric} on ${count(rows, 'row')} that neither saw (95% interval ${figure(low)} … ${figure(high)})${sure}.`;
}
