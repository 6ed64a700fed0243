import type { ColumnFacts } from './facts.js';
import type { KindVerdict } from './kind.js';

const FITTING = 0.95;

/** The date or timestamp that a column holds, or `undefined`. The shape that fits most cells of the whole file wins; of equals the first. */
export function dateKind(facts: ColumnFacts, namedADay: boolean): KindVerdict | undefined {
  const best = facts.dates.reduce<(typeof facts.dates)[number] | undefined>(
    (a, b) => (a === undefined || b.cells > a.cells ? b : a),
    undefined,
  );
  if (best === undefined || best.cells < (facts.present - facts.usualNulls) * FITTING) return undefined;
  const { kind, format, digits } = best.shape;
  if (digits && !namedADay) return undefined;
  const rival = facts.dates.find((d) => d !== best && d.cells === best.cells && d.shape.swaps === format);
  const what = kind === 'date' ? 'days' : 'moments';
  const doubt = rival ? `; ${rival.shape.format} fits as well` : '';
  if (format === undefined) return { kind, reason: `Its values are ${what}, written as ISO 8601.` };
  return { kind, format, reason: `Its values are ${what}, written ${format}${doubt}.` };
}
