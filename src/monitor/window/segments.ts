import type { SliceMask } from '../../evaluate/index.js';
import { checkNode, compileRow, usedColumns, type Node } from '../../expr/index.js';

/** The parts of the served rows that someone cares about. */
export interface Segments {
  readonly tests: Readonly<Record<string, Node>>;
  readonly masks: readonly SliceMask[];
}

/** Marks the rows of each segment, one served row after the other. */
export interface SegmentWriter {
  readonly write: (at: number, row: Readonly<Record<string, unknown>>) => void;
  readonly done: () => Segments;
}

/** The most segments that are looked at. */
const MOST_SEGMENTS = 100;

/** Masks for `rows` rows; a test that is null does not hold. Throws what {@link checkNode} throws for a damaged expression. */
export function segmentWriter(tests: Readonly<Record<string, Node>>, rows: number): SegmentWriter {
  const names = Object.keys(tests).slice(0, MOST_SEGMENTS);
  const masks = names.map((name) => ({ name, mask: new Uint8Array(rows) }));
  const program = compileRow(names.map((name) => ({ name, node: checkNode(tests[name], { fitted: true }) })));
  const out = new Float64Array(program.width);
  return {
    write: (at, row) => {
      program.run(row, out);
      program.slots.forEach((slot, s) => (masks[s].mask[at] = out[slot.offset] === 1 ? 1 : 0));
    },
    done: () => ({ tests, masks }),
  };
}

/** The segments whose columns the log keeps, and the names of those that read another column. */
export function segmentsFor(
  tests: Readonly<Record<string, Node>>,
  logged: readonly string[],
): { readonly tests: Readonly<Record<string, Node>>; readonly unknown: readonly string[] } {
  const known = (node: Node): boolean => usedColumns([node]).every((column) => logged.includes(column));
  return {
    tests: Object.fromEntries(Object.entries(tests).filter(([, node]) => known(node))),
    unknown: Object.keys(tests).filter((name) => !known(tests[name])),
  };
}
