import { listedWords, percent, plainNumber } from '../../../core/index.js';
import type { Schema } from '../../../data/index.js';
import { conditionText, type Condition, type FoundAnchor } from '../../../evaluate/index.js';
import type { Reference } from './reference.js';

/** `Where tenure is below 6 months and Contract is "Month-to-month", 97% get the same answer, "offer a discount"; 8.1% of the rows of the file are so.` */
export function anchorText(
  schema: Schema,
  conditions: readonly Condition[],
  held: string,
  { precision, coverage }: Pick<FoundAnchor, 'precision' | 'coverage'>,
  kind: Reference['kind'],
): string {
  const share = percent(precision.value);
  if (conditions.length === 0) return `${share} of ${ALL[kind]} get the same answer, ${held}, whatever they are like.`;
  const words = conditions.map((one) => conditionText(one, reader(schema, one.feature)));
  return `Where ${listedWords(words)}, ${share} get the same answer, ${held}; ${percent(coverage.value)} of ${ALL[kind]} are so.`;
}

const ALL: Readonly<Record<Reference['kind'], string>> = {
  file: 'the rows of the file',
  made: 'rows made of the values of training',
};

function reader(schema: Schema, column: string): (value: number) => string {
  const { unit } = schema[column].spec;
  return (value) => `${plainNumber(value)}${unit === undefined ? '' : ` ${unit}`}`;
}
