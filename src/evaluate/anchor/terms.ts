import type { RowValues } from '../../data/index.js';
import type { GridValue } from '../explain/index.js';
import type { Condition } from '../surrogate/index.js';

/** A column that a rule may speak of: of numbers, or of levels. */
export interface AnchorColumn {
  readonly name: string;
  readonly kind: 'number' | 'level';
}

/** One thing that is true of the row, and that a rule may ask for. */
export interface AnchorTerm {
  readonly column: string;
  /** Of numbers an end of a range; a rule needs no two of a column and a side. */
  readonly side: 'from' | 'below' | 'is';
  readonly condition: Condition;
  readonly holds: (cell: GridValue) => boolean;
}

/** Parts of equal size into which the reference rows cut a column of numbers. */
const PARTS = 8;

/** What is true of a row: of each column of numbers the ends of ranges that hold it, cut where the reference rows have them; of others the level itself. */
export function termsOf(
  row: RowValues,
  columns: readonly AnchorColumn[],
  cells: (column: string) => readonly GridValue[],
): readonly AnchorTerm[] {
  return columns.flatMap(({ name, kind }) => {
    const value = row[name];
    if (value === null) return [missingTerm(name)];
    return kind === 'level' ? [levelTerm(name, value as string | boolean)] : numberTerms(name, value as number, cells(name));
  });
}

const missingTerm = (feature: string): AnchorTerm => ({
  column: feature,
  side: 'is',
  condition: { feature, kind: 'levels', levels: [], missing: true },
  holds: (cell) => cell === null,
});

const levelTerm = (feature: string, level: string | boolean): AnchorTerm => ({
  column: feature,
  side: 'is',
  condition: { feature, kind: 'levels', levels: [level], missing: false },
  holds: (cell) => cell === level,
});

function numberTerms(feature: string, value: number, cells: readonly GridValue[]): readonly AnchorTerm[] {
  return cutsOf(cells).map((cut): AnchorTerm => {
    const isBelow = value < cut;
    return {
      column: feature,
      side: isBelow ? 'below' : 'from',
      condition: { feature, kind: 'number', from: isBelow ? null : cut, below: isBelow ? cut : null, missing: false },
      holds: (cell) => cell !== null && (cell as number) < cut === isBelow,
    };
  });
}

/** Values that part the cells about evenly, ascending, without the smallest, which parts nothing. */
function cutsOf(cells: readonly GridValue[]): readonly number[] {
  const sorted = Float64Array.from(cells.filter((cell) => cell !== null) as number[]).toSorted();
  const cuts = Array.from({ length: PARTS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / PARTS)]);
  return [...new Set(cuts)].filter((cut) => cut > sorted[0]);
}
