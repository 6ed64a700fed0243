import {
  sampledRows,
  SKETCH_LIMITS,
  sketchLevels,
  sketchNumbers,
  sketchTexts,
  unlessFree,
  valuesEach,
  type LevelSketch,
} from '../../model/index.js';
import { driftOf, type DriftReference } from './drift-of.js';
import type { DriftFinding } from './finding.js';
import type { DriftOptions } from './limits.js';
import type { WindowColumn, WindowColumns } from './window.js';

/** The sketch of a table in memory, as a training makes it of its rows. Deterministic in rows and seed. */
export function sketchOfRows({ rows, columns, prediction }: WindowColumns, seed: number): DriftReference {
  const named = Object.entries(columns);
  const kept = sampledRows(rows, valuesEach(named.length), seed);
  return {
    columns: named.map(([name, column]) => ({ name, ...sketchOfColumn(column, kept) })),
    ...(prediction === undefined
      ? {}
      : {
          prediction:
            prediction instanceof Float64Array
              ? sketchNumbers(prediction, sampledRows(rows, SKETCH_LIMITS.values, seed))
              : sketchTexts(prediction),
        }),
  };
}

function sketchOfColumn(column: WindowColumn, kept: Int32Array) {
  if (column instanceof Float64Array) return sketchNumbers(column, kept);
  return column instanceof Uint8Array ? sketchBools(column) : unlessFree(sketchTexts(column));
}

function sketchBools(bytes: Uint8Array): LevelSketch {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte]++;
  const levels = [['false', counts[0]] as const, ['true', counts[1]] as const].filter(([, n]) => n > 0);
  return sketchLevels(levels, bytes.length - counts[0] - counts[1]);
}

/** How far one table is from another: {@link driftOf} with the first one's sketch. */
export function driftBetween(
  reference: WindowColumns,
  window: WindowColumns,
  options: DriftOptions & { readonly seed?: number } = {},
): readonly DriftFinding[] {
  return driftOf(sketchOfRows(reference, options.seed ?? 7), window, options);
}
