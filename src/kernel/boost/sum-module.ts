import { DOUBLE, PAIR, SINGLE } from './layout.js';

/** What the summing kernel has to know of the records. */
interface RecordShape {
  readonly format: typeof DOUBLE | typeof PAIR | typeof SINGLE;
  readonly stride: number;
  readonly gradientAt: number;
  /** Bits of the hessian sum in a packed cell. */
  readonly shift: number;
  /** Per column, where its bin is in a record, of how many bytes it is, and where its cells begin in a histogram. */
  readonly columns: readonly { readonly place: number; readonly bytes: 1 | 2; readonly firstCell: number }[];
}

const I32 = 0x7f;
const I64 = 0x7e;
const V128 = 0x7b;
const LOOP = [0x03, 0x40];
const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const MOST_PAGES = 65_536;

const [RECORD, END, HISTOGRAM, CELL, GRADIENT] = [0, 1, 2, 3, 4];

/**
 * A WebAssembly module with one function `sum(records, end, histogram)` that adds the records' gradients to the cells of their bins.
 * Every column is written out with its offsets as constants: 1.6 times as fast as a loop over columns.
 */
export function sumModule(shape: RecordShape): Uint8Array<ArrayBuffer> {
  const { format, stride } = shape;
  const body = [
    ...LOOP,
    ...gradientOf(shape),
    ...shape.columns.flatMap(({ place, bytes, firstCell }) => addTo(format, place, bytes, firstCell)),
    ...again(stride),
  ];
  const code = [
    ...vector([
      [1, I32],
      [1, format === DOUBLE ? V128 : I64],
    ]),
    ...body,
  ];
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, vector([[0x60, 3, I32, I32, I32, 0]])),
    ...section(2, vector([[...name('env'), ...name('memory'), 2, 3, ...unsigned(1), ...unsigned(MOST_PAGES)]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...name('sum'), 0, 0]])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
}

/** Loads the record's gradient as what is added to a cell. */
function gradientOf({ format, gradientAt, shift }: RecordShape): readonly number[] {
  if (format === DOUBLE) return [...get(RECORD), 0xfd, 0x00, 3, ...unsigned(gradientAt), ...set(GRADIENT)];
  if (format === SINGLE) {
    return [...get(RECORD), ...access(0x34, gradientAt), 0x42, ...signed(shift), 0x86, 0x42, 1, 0x7c, ...set(GRADIENT)];
  }
  const gradient = [...get(RECORD), ...access(0x32, gradientAt + 2), 0x42, ...signed(shift), 0x86];
  return [...gradient, ...get(RECORD), ...access(0x33, gradientAt), 0x7c, ...set(GRADIENT)];
}

function addTo(format: number, place: number, bytes: 1 | 2, firstCell: number): readonly number[] {
  const cell = [...get(RECORD), ...access(bytes === 1 ? 0x2d : 0x2f, place), ...constant(format === DOUBLE ? 4 : 3), 0x74];
  const at = [...cell, ...get(HISTOGRAM), 0x6a, ...tee(CELL), ...get(CELL)];
  if (format === DOUBLE) {
    const [load, store, add] = [
      [0xfd, 0x00, 4],
      [0xfd, 0x0b, 4],
      [0xfd, 0xf0, 0x01],
    ];
    return [...at, ...load, ...unsigned(firstCell), ...get(GRADIENT), ...add, ...store, ...unsigned(firstCell)];
  }
  return [...at, ...access(0x29, firstCell, 3), ...get(GRADIENT), 0x7c, ...access(0x37, firstCell, 3)];
}

/** Moves on by a record, again while it is before the end. */
function again(stride: number): readonly number[] {
  return [...get(RECORD), ...constant(stride), 0x6a, ...tee(RECORD), ...get(END), 0x49, 0x0d, 0, 0x0b, 0x0b];
}

const get = (local: number): readonly number[] => [0x20, local];
const set = (local: number): readonly number[] => [0x21, local];
const tee = (local: number): readonly number[] => [0x22, local];
const constant = (value: number): readonly number[] => [0x41, ...signed(value)];
const access = (opcode: number, offset: number, align = 0): readonly number[] => [opcode, align, ...unsigned(offset)];
const vector = (items: readonly (readonly number[])[]): readonly number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, body: readonly number[]): readonly number[] => [id, ...unsigned(body.length), ...body];
const name = (text: string): readonly number[] => [...unsigned(text.length), ...new TextEncoder().encode(text)];

/** LEB128, seven bits to a byte. */
function unsigned(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): readonly number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
