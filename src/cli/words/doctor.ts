import { paint, textTable } from '../terminal/index.js';

/** One thing that `doctor` looked at. */
export interface Finding {
  readonly what: string;
  readonly found: string;
  readonly fine: boolean;
}

/** What `doctor` says. */
export function doctorText(findings: readonly Finding[], look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  return textTable(
    [{ title: '' }, { title: 'what' }, { title: 'found' }],
    findings.map((f) => [f.fine ? p.green('ok') : p.red('!!'), f.what, f.found]),
  )
    .slice(1)
    .join('\n');
}
