import { wholeEdges } from './condition-bits.js';
import { kernelFrom } from './kernel-from.js';
import { leafMasksWasm } from './leaf-masks.wasm.js';
import { grownTo, placesFrom } from './places.js';

/**
 * A column of the rows: which of its values leave which leaves of all trees. A line has one bit per leaf, `words` words of 32 bits per tree;
 * the bit is 0 where the value keeps a row from the leaf. It has {@link lineWords} words in all.
 */
export interface MaskColumn {
  /** Of a number, ascending: a value takes the line of as many edges as are below it. Of a category `null`: its code is its line. */
  readonly edges: Float64Array | null;
  /** Line after line, the last for missing values and for codes without a line. */
  readonly lines: Int32Array;
}

/** Trees as masks. Of the leaves that all columns leave of a tree, the row falls into the first. */
export interface LeafMasks {
  readonly columns: readonly MaskColumn[];
  /** Words per tree in a line: one for up to 32 leaves. */
  readonly words: number;
  /** Tree t adds to output t mod `base.length`, which begins with its `base`. */
  readonly base: Float64Array;
  /** First leaf of each tree, then the number of leaves. */
  readonly leafStart: Int32Array;
  /** What each leaf adds. */
  readonly value: Float64Array;
}

/** Sums leaves. Its arrays are what it reads and writes: their content is the caller's until the next call of {@link LeafSums.run}. */
export interface LeafSums {
  /** Rows of doubles, one per column: `NaN` is missing. */
  readonly rows: Float64Array;
  /** Rows of sums, one per output. */
  readonly sums: Float64Array;
  /** Writes the sums of the first `rows` rows, each added up in the trees' order. */
  readonly run: (rows: number) => void;
}

/** Words of a line: all trees', and as many as fill up what is joined at a time. */
export function lineWords({ words, leafStart }: Pick<LeafMasks, 'words' | 'leafStart'>): number {
  return LINE_UNIT * Math.ceil((words * (leafStart.length - 1)) / LINE_UNIT);
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly HEAD: WebAssembly.Global;
  score(rows: number): void;
}

const [COLUMN_BYTES, HEAD_BYTES, LINE_UNIT] = [16, 48, 8];

const newKernel = kernelFrom<Kernel>(leafMasksWasm);

/**
 * The sums of the leaves that rows fall into, up to `most` rows at a time. For each column one line is looked up and all lines of a row are
 * joined by AND, 128 bits at a time: QuickScorer's masks (Lucchese et al., "QuickScorer: a fast algorithm to rank documents with additive
 * ensembles of regression trees", SIGIR 2015), joined beforehand per value of a column. About 0.5 µs a row for 20 columns and 100 trees of 31
 * leaves, by WebAssembly; `undefined` where the machine has no SIMD or no memory for it.
 */
export function leafSums(masks: LeafMasks, most: number): LeafSums | undefined {
  const kernel = newKernel();
  if (kernel === undefined) return undefined;
  const place = placesOf(masks, most, kernel.HEAD.value as number);
  if (!grownTo(kernel.memory, place.end)) return undefined;
  const { buffer } = kernel.memory;
  fill(masks, place, new Int32Array(buffer), new Float64Array(buffer));
  const [width, outputs] = [masks.columns.length, masks.base.length];
  return Object.freeze({
    rows: new Float64Array(buffer, place.rows, most * width),
    sums: new Float64Array(buffer, place.sums, most * outputs),
    run: kernel.score,
  });
}

/** Where everything is in the kernel's memory, in bytes. */
interface Places {
  readonly head: number;
  readonly columns: number;
  readonly lineAt: number;
  readonly left: number;
  readonly trees: number;
  readonly base: number;
  readonly value: number;
  readonly rows: number;
  readonly sums: number;
  /** Per column. */
  readonly edges: readonly number[];
  readonly lines: readonly number[];
  readonly lineBytes: number;
  readonly end: number;
}

function placesOf(masks: LeafMasks, most: number, head: number): Places {
  const { columns, base, leafStart, value } = masks;
  const { take, end } = placesFrom(head + HEAD_BYTES);
  const trees = leafStart.length - 1;
  const lineBytes = 4 * lineWords(masks);
  const places = {
    head,
    lineBytes,
    columns: take(COLUMN_BYTES * columns.length),
    lineAt: take(4 * columns.length),
    left: take(lineBytes),
    trees: take(4 * trees),
    base: take(8 * base.length),
    value: take(8 * value.length),
    rows: take(8 * most * columns.length),
    sums: take(8 * most * base.length),
    edges: columns.map(({ edges }) => (edges ? take(8 * wholeEdges(edges)) : 0)),
    lines: columns.map((column) => take(column.lines.byteLength)),
  };
  return { ...places, end: end() };
}

function fill({ columns, words, base, leafStart, value }: LeafMasks, place: Places, ints: Int32Array, doubles: Float64Array): void {
  const trees = leafStart.length - 1;
  const { lineBytes } = place;
  columns.forEach(({ edges, lines }, j) => {
    const whole = edges ? wholeEdges(edges) : 0;
    ints.set([lines.byteLength / lineBytes - 1, place.edges[j], place.lines[j], 4 * (whole + 1)], (place.columns + COLUMN_BYTES * j) / 4);
    if (edges) {
      doubles.fill(Infinity, place.edges[j] / 8, place.edges[j] / 8 + whole);
      doubles.set(edges, place.edges[j] / 8);
    }
    ints.set(lines, place.lines[j] / 4);
  });
  for (let t = 0; t < trees; t++) ints[place.trees / 4 + t] = place.value + 8 * leafStart[t];
  doubles.set(base, place.base / 8);
  doubles.set(value, place.value / 8);
  const { lineAt, left, rows, sums } = place;
  const ends = [place.columns + COLUMN_BYTES * columns.length, place.trees + 4 * trees];
  const head = [place.columns, ends[0], lineAt, left, lineBytes, place.trees, ends[1], 4 * words, place.base, base.length, rows, sums];
  ints.set(head, place.head / 4);
}
