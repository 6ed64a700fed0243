import { doublesOf, rowOf, type Json, type Matrix } from '../../core/index.js';

/** What a column of features becomes: numbers in standard deviations from their mean, a yes as 1, a level as a feature of its own. */
export type CodedColumn =
  | { readonly kind: 'number'; readonly mean: number; readonly scale: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'category'; readonly levels: number };

/** Features that are not 0, with their values. */
export interface FeatureEntries {
  readonly index: readonly number[];
  readonly value: readonly number[];
}

/** Beyond this many standard deviations a number says no more. */
const FARTHEST = 3;

/** How the columns of the matrix are coded: means and deviations are those of its rows. */
export const codeOf = (features: Matrix | undefined): readonly CodedColumn[] =>
  (features?.columns ?? []).map((column): CodedColumn => {
    if (column.kind === 'category') return { kind: 'category', levels: column.levels.length };
    if (column.kind === 'flag') return { kind: 'flag' };
    const known = doublesOf(column).filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
    const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
    return { kind: 'number', mean, scale: deviation > 0 ? 1 / deviation : 0 };
  });

const widthOf = (column: CodedColumn): number => (column.kind === 'category' ? column.levels : 1);

/** How many features the columns make. */
export const featureCount = (code: readonly CodedColumn[]): number => code.reduce((sum, column) => sum + widthOf(column), 0);

/** The features of a row as `core/rowOf` codes it; what is missing, or of a level that training did not know, says nothing. */
export function entriesOf(code: readonly CodedColumn[], row: Float64Array): FeatureEntries {
  const [index, value]: [number[], number[]] = [[], []];
  let first = 0;
  code.forEach((column, c) => {
    const cell = row[c];
    const at = column.kind === 'category' ? first + cell : first;
    const amount =
      column.kind === 'category'
        ? 1
        : column.kind === 'flag'
          ? cell
          : Math.max(-FARTHEST, Math.min(FARTHEST, (cell - column.mean) * column.scale));
    if (amount !== 0 && !Number.isNaN(cell) && at >= first && at < first + widthOf(column)) {
      index.push(at);
      value.push(amount);
    }
    first += widthOf(column);
  });
  return { index, value };
}

/** The features of every row. */
export const allEntries = (code: readonly CodedColumn[], features: Matrix | undefined, rows: number): readonly FeatureEntries[] =>
  Array.from({ length: rows }, (_, row) => (features ? entriesOf(code, rowOf(features, row)) : { index: [], value: [] }));

function isColumn(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { kind, mean, scale, levels } = value as Readonly<Record<string, Json>>;
  if (kind === 'category') return Number.isInteger(levels) && Number(levels) >= 0;
  return kind === 'flag' || (kind === 'number' && Number.isFinite(mean) && Number.isFinite(scale));
}

/** Whether a setting is such a code. */
export const isCode = (value: Json): boolean => Array.isArray(value) && value.every(isColumn);
