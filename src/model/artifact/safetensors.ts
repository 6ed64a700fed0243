import { mwError, type Json } from '../../core/index.js';
import { readStrictJson } from './strict-json.js';

/** Element types that our arrays have, by their names in the format, in the order in which the format lays them out. */
const DTYPES = {
  F64: Float64Array,
  F32: Float32Array,
  U32: Uint32Array,
  I32: Int32Array,
  U16: Uint16Array,
  U8: Uint8Array,
} as const;

export type Dtype = keyof typeof DTYPES;
const dtypes = Object.keys(DTYPES) as Dtype[];

/** One array of an artifact: a typed array, of one dimension. */
export type ArtifactArray = Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;
/** Arrays by name. */
export type ArtifactArrays = Readonly<Record<string, ArtifactArray>>;

const HEADER_LIMITS = { maxBytes: 8 * 1024 * 1024, maxDepth: 3 };

/** The element type of an array, by its name in the safetensors format. */
export function dtypeOf(array: ArtifactArray): Dtype {
  const found = dtypes.find((dtype) => array instanceof DTYPES[dtype]);
  if (!found) throw new TypeError(`an artifact cannot hold ${Object.prototype.toString.call(array)}`);
  return found;
}

/** The array's bytes, not copied; little-endian, as every platform of Node is. */
export function bytesOf(array: ArtifactArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/**
 * Arrays as one file in the safetensors format (github.com/huggingface/safetensors): the header's length as a 64-bit
 * integer, the header as JSON padded with blanks to a multiple of 8, then the arrays without gaps. Wider types come first,
 * then names by code unit: every array is aligned, and the same arrays give the same bytes, those of the reference library.
 */
export function writeSafetensors(arrays: ArtifactArrays): Uint8Array {
  const sorted = Object.entries(arrays).toSorted(([a, x], [b, y]) => rank(x) - rank(y) || (a < b ? -1 : 1));
  let end = 0;
  const entries = sorted.map(([name, array]) => {
    const head = { dtype: dtypeOf(array), shape: [array.length], data_offsets: [end, (end += array.byteLength)] };
    return `${JSON.stringify(name)}:${JSON.stringify(head)}`;
  });
  const text = Buffer.from(`{${entries.join(',')}}`);
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const out = new Uint8Array(start + end);
  new DataView(out.buffer).setBigUint64(0, BigInt(start - 8), true);
  out.fill(0x20, 8, start).set(text, 8);
  let at = start;
  for (const [, array] of sorted) {
    out.set(bytesOf(array), at);
    at += array.byteLength;
  }
  return out;
}

const rank = (array: ArtifactArray): number => dtypes.indexOf(dtypeOf(array));

/**
 * The arrays of a safetensors file that is not trusted. Every header entry must be a list of one of our element types, and
 * the entries must cover the data exactly: no gap, no overlap, nothing misaligned. Raises `MW_MODEL_ARTIFACT`.
 * The arrays are views of `bytes` where alignment allows.
 */
export function readSafetensors(bytes: Uint8Array, file: string): Record<string, ArtifactArray> {
  const refuse = (reason: string) => mwError('MW_MODEL_ARTIFACT', { file, reason }, { where: file });
  if (bytes.length < 8) throw refuse('shorter than its own length field');
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (declared > BigInt(bytes.length - 8)) throw refuse(`a header of ${declared} bytes in a file of ${bytes.length}`);
  const start = 8 + Number(declared);
  const header = readStrictJson(bytes.subarray(8, start), file, HEADER_LIMITS);
  if (header === null || typeof header !== 'object' || Array.isArray(header)) throw refuse('a header that is no object');
  const slots = Object.entries(header).map(([name, entry]) => slotOf(name, entry as Json, refuse));
  let end = 0;
  for (const slot of slots.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (slot.begin !== end) throw refuse(`the data of "${slot.name}" begins at ${slot.begin}, where ${end} is due`);
    end = slot.end;
  }
  if (start + end !== bytes.length) throw refuse(`${bytes.length - start} bytes of data, where ${end} are declared`);
  return Object.fromEntries(slots.map((slot) => [slot.name, arrayOf(slot, bytes, start)]));
}

interface Slot {
  readonly name: string;
  readonly dtype: Dtype;
  readonly begin: number;
  readonly end: number;
}

function slotOf(name: string, entry: Json, refuse: (reason: string) => Error): Slot {
  const { dtype, shape, data_offsets: offsets, ...rest } = (entry ?? {}) as { readonly [key: string]: Json };
  const known = dtypes.find((one) => one === dtype);
  if (!known || Object.keys(rest).length > 0) throw refuse(`"${name}" is not an array of ${dtypes.join(', ')}`);
  if (!isSizes(shape, 1) || !isSizes(offsets, 2)) throw refuse(`"${name}" has no proper shape or place`);
  const [begin, end] = offsets;
  const width = DTYPES[known].BYTES_PER_ELEMENT;
  if (end - begin !== shape[0] * width || begin % width !== 0) throw refuse(`the place of "${name}" does not fit its shape`);
  return { name, dtype: known, begin, end };
}

function isSizes(value: Json | undefined, count: number): value is number[] {
  return Array.isArray(value) && value.length === count && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function arrayOf({ dtype, begin, end }: Slot, bytes: Uint8Array, start: number): ArtifactArray {
  const type = DTYPES[dtype];
  const length = (end - begin) / type.BYTES_PER_ELEMENT;
  const at = bytes.byteOffset + start + begin;
  if (at % type.BYTES_PER_ELEMENT === 0) return new type(bytes.buffer as ArrayBuffer, at, length);
  return new type(new Uint8Array(bytes.subarray(start + begin, start + end)).buffer, 0, length);
}
