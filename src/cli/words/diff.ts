import { figure } from '../../core/index.js';
import type { Diff } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';
import { interval } from './figures.js';

/** What `diff` says. */
export function diffText(diff: Diff, look: { readonly colour: boolean; readonly width: number }): string {
  const p = paint(look.colour);
  const metrics = Object.entries(diff.metrics).map(([name, { a, b }]) => [name, figure(a ?? NaN), figure(b ?? NaN)]);
  const changes = diff.changed.map((c) => [c.what, c.a ?? '–', c.b ?? '–']);
  return [
    p.bold(diff.same ? `${diff.a} and ${diff.b} are the same model, bit for bit.` : `${diff.a} → ${diff.b}`),
    ...(diff.gain
      ? [
          `${diff.b} is better by ${interval(diff.gain)} ${diff.gain.metric} on ${diff.gain.rows.toLocaleString('en')} rows that neither saw.`,
        ]
      : []),
    '',
    ...textTable([{ title: 'own holdout' }, { title: diff.a, align: 'right' }, { title: diff.b, align: 'right' }], metrics, {
      title: p.dim,
    }),
    ...(changes.length
      ? ['', ...textTable([{ title: 'changed' }, { title: diff.a }, { title: diff.b }], changes, { title: p.dim, width: look.width })]
      : []),
  ].join('\n');
}
