import { count } from '../../core/index.js';
import type { Checked } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';

/** What `check` says: every rule with what failed it, every column with cells that could not be read. */
export function checkedText(checked: Checked, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const verdict = checked.passed ? p.green('All rules hold') : p.red('Not all is well');
  const rules = checked.rules.map((r) => [
    r.failed === 0 ? p.green('ok') : r.level === 'warn' ? p.yellow('warn') : p.red('fail'),
    r.rule,
    r.failed.toLocaleString('en'),
    sample(r.sample),
  ]);
  const faults = checked.faults.map((f) => [p.red('fail'), `"${f.column}" ${f.reason}`, f.count.toLocaleString('en'), sample(f.sample)]);
  return [
    `${verdict}: ${count(checked.rows, 'row')} of ${checked.model}, ${checked.quarantined.toLocaleString('en')} to quarantine.`,
    ...(rules.length + faults.length
      ? [
          '',
          ...textTable([{ title: '' }, { title: 'rule' }, { title: 'rows', align: 'right' }, { title: 'such as' }], [...rules, ...faults]),
        ]
      : []),
    ...(checked.quarantine ? ['', `Bad rows with key, rule and reason: ${checked.quarantine}`] : []),
    ...checked.notes.map((note) => p.dim(note)),
  ].join('\n');
}

function sample(rows: readonly { readonly row: number; readonly key: Readonly<Record<string, string | null>> }[]): string {
  const [first] = rows;
  if (!first) return '';
  const key = Object.values(first.key)
    .filter((k) => k !== null)
    .join(' ');
  return `row ${first.row}${key ? ` (${key})` : ''}`;
}
