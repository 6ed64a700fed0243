import { count, hasTarget } from '../../core/index.js';
import type { Evaluated } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';
import { fairnessLines, interval } from './figures.js';
import { coverageLines } from './coverage.js';
import { earnedWords } from './money.js';
import { upliftLines } from './uplift.js';

/** What `evaluate` says. */
export function evaluatedText(evaluated: Evaluated, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const { money: earned } = evaluated;
  return [
    p.bold(`${evaluated.model}@${evaluated.version} on ${count(evaluated.rows, hasTarget(evaluated.task) ? 'labelled row' : 'row')}`),
    ...(evaluated.unlabelled
      ? [`${count(evaluated.unlabelled, 'row')} without ${evaluated.uplift ? 'a treatment or an outcome' : 'a label'} left out.`]
      : []),
    '',
    ...textTable(
      [{ title: 'metric' }, { title: 'value (95% interval)', align: 'right' }],
      Object.entries(evaluated.metrics).map(([name, value]) => [name, interval(value)]),
      { title: p.dim },
    ),
    ...(earned ? ['', earnedWords(earned, evaluated.rows)] : []),
    ...upliftLines(evaluated.uplift, p.dim),
    ...fairnessLines(evaluated.fairness),
    ...coverageLines(evaluated.coverage, p.dim),
  ].join('\n');
}
