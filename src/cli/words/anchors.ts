import { count, figure, percent } from '../../core/index.js';
import type { AnchorRow, Anchors } from '../../model/index.js';
import { paint } from '../terminal/index.js';

const ROWS = 5;

/** What `explain --anchor` says: for the first rows, the rule that holds the answer as a sentence, and how sure that is. */
export function anchorsText({ rows, precision, among }: Anchors, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const shown = rows.slice(0, ROWS).flatMap((row, i) => [...(i > 0 ? [''] : []), p.bold(headOf(row, i)), ...linesOf(row, precision)]);
  const rest = rows.length - ROWS;
  const how =
    among.kind === 'file'
      ? []
      : [
          '',
          p.dim('Others are made of what is kept of the training rows, each column by itself; --among FILE takes whole rows of a file.'),
        ];
  return [...shown, ...(rest > 0 ? ['', p.dim(`and ${count(rest, 'more row')}; --json has them all`)] : []), ...how].join('\n');
}

const headOf = ({ prediction, probability }: AnchorRow, index: number): string =>
  `row ${index + 1}: ${typeof prediction === 'number' ? figure(prediction) : `"${prediction}"`}${probability === undefined ? '' : ` (${percent(probability)})`}`;

function linesOf({ text, reached, precision }: AnchorRow, asked: number): readonly string[] {
  const sure = `  (95% interval of the ${percent(precision.value)}: ${percent(precision.low)} to ${percent(precision.high)}, on rows that the rule was not made from)`;
  if (reached) return [`  ${text}`, sure];
  return [`  No short rule that was tried surely holds the answer for ${percent(asked)}. The best of them:`, `  ${text}`, sure];
}
