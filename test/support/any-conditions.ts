import fc from 'fast-check';
import type { ColumnConditions } from '../../src/kernel/condition-bits.js';

/** Slots that may be asked for. */
export const slotCount = (column: ColumnConditions): number =>
  column.edges === null ? 8 * column.lineBytes : column.edges.length * (column.orMissing ? 2 : 1) + 2;

const number: fc.Arbitrary<ColumnConditions> = fc.record({
  edges: fc
    .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 40, comparator: (a, b) => a === b })
    .map((edges) => Float64Array.from(edges).toSorted()),
  orMissing: fc.boolean(),
});

const category: fc.Arbitrary<ColumnConditions> = fc
  .record({ lineBytes: fc.integer({ min: 1, max: 4 }), count: fc.integer({ min: 1, max: 40 }) })
  .chain(({ lineBytes, count }) =>
    fc
      .array(fc.nat(255), { minLength: count * lineBytes, maxLength: count * lineBytes })
      .map((bytes) => ({ edges: null, lineBytes, lines: Uint8Array.from(bytes) })),
  );

/** Conditions on numbers or on categories. */
export const anyConditions: fc.Arbitrary<ColumnConditions> = fc.oneof(number, category);

/** Values on the edges, beside them, and none at all. */
export const valueFor = ({ edges, ...rest }: ColumnConditions): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(NaN, 0, -0, Infinity, -Infinity, Number.MAX_VALUE, -1),
    fc.constantFrom(...(edges && edges.length > 0 ? edges : [1])),
    'lines' in rest ? fc.integer({ min: 0, max: rest.lines.length }) : fc.double(),
  );
