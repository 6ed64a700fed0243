import type { ColumnSpec } from '../column-spec.js';
import type { SniffedColumn } from './types.js';

/** A sniffed column as a schema has it. */
export function specOf({ kind, nullable, unit, format, trueText, falseText }: SniffedColumn): ColumnSpec {
  return {
    kind,
    nullable,
    optional: false,
    ...(unit === undefined ? {} : { unit }),
    ...(format === undefined ? {} : { format }),
    ...(trueText === undefined ? {} : { true: trueText }),
    ...(falseText === undefined ? {} : { false: falseText }),
  };
}
