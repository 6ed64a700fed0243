import { didYouMean, mwError } from '../../core/index.js';
import type { Column } from '../../data/index.js';
import type { LiveRecommender } from '../live/live-recommender.js';
import { timeText } from '../openapi/time-text.js';

/** What the table of items says of one of them, as JSON tells it. */
export type ToldColumns = (item: string) => Readonly<Record<string, string | number | boolean | null>>;

/** Tells some columns of items: times as ISO 8601 or in the column's own format. Raises `MW_SERVE_COLUMN` for a column that there is not. */
export function columnTeller(
  { model, version, open }: Pick<LiveRecommender, 'model' | 'version' | 'open'>,
  columns: readonly string[],
): ToldColumns {
  const { itemSchema = {}, cellOf } = open;
  const strange = columns.find((name) => !Object.hasOwn(itemSchema, name));
  if (strange !== undefined) {
    const known = Object.keys(itemSchema);
    const params = { column: strange, model: `${model}@${version}`, known, hint: didYouMean(strange, known) };
    throw mwError('MW_SERVE_COLUMN', params, { where: `columns[${columns.indexOf(strange)}]` });
  }
  return (item) => Object.fromEntries(columns.map((name) => [name, told(itemSchema[name], cellOf(item, name))]));
}

function told({ kind, spec }: Column, cell: string | number | boolean | null): string | number | boolean | null {
  return (kind === 'timestamp' || kind === 'date') && typeof cell === 'number' ? timeText(cell, kind, spec.format) : cell;
}
