import { count, figure, plainNumber } from '../../core/index.js';
import type { CounterfactualRow, Counterfactuals } from '../../model/index.js';
import { paint } from '../terminal/index.js';

const ROWS = 5;

/** What `explain --counterfactual` says: for the first rows, each way to the wanted answer as a sentence. */
export function counterfactualsText({ rows, changeable }: Counterfactuals, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const shown = rows.slice(0, ROWS).flatMap((row, i) => [...(i > 0 ? [''] : []), p.bold(headOf(row, i)), ...linesOf(row, changeable)]);
  const rest = rows.length - ROWS;
  return [...shown, ...(rest > 0 ? ['', p.dim(`and ${count(rest, 'more row')}; --json has them all`)] : [])].join('\n');
}

function headOf({ prediction, decision, want }: CounterfactualRow, index: number): string {
  const now = decision === undefined ? prediction : decision === '' ? 'nothing' : decision;
  return `row ${index + 1}: ${typeof now === 'number' ? figure(now) : `"${now}"`}; wanted: ${want}`;
}

function linesOf({ already, counterfactuals, nearest }: CounterfactualRow, changeable: readonly string[]): readonly string[] {
  if (already) return ['  It is answered so as it is: nothing has to change.'];
  if (counterfactuals.length > 0) return counterfactuals.map(({ text, cost }, i) => `  ${i + 1}. ${text} (cost ${plainNumber(cost, 3)})`);
  if (changeable.length === 0) return ['  No column may change: see the schema, --change and --keep.'];
  return [`  No change of ${changeable.join(', ')} that was tried leads there.`, ...(nearest ? [`  Nearest: ${nearest.text}`] : [])];
}
