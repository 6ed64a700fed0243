import { mwError } from '../../core/index.js';
import type { ArtifactArray } from '../artifact/index.js';

/** Texts as two arrays: their UTF-8, one after the other, and where each ends. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly end: Uint32Array;
}

/** Texts in the form in which an artifact keeps many of them. */
export function packTexts(texts: readonly string[]): PackedTexts {
  const end = new Uint32Array(texts.length);
  let size = 0;
  texts.forEach((text, i) => (end[i] = size += Buffer.byteLength(text)));
  const bytes = new Uint8Array(size);
  const encoder = new TextEncoder();
  texts.forEach((text, i) => encoder.encodeInto(text, bytes.subarray(i === 0 ? 0 : end[i - 1], end[i])));
  return { bytes, end };
}

/** The texts again. Throws `MW_MODEL_ARTIFACT` for ends that do not ascend to the last byte, or bytes that are no UTF-8. */
export function unpackTexts(what: string, bytes: ArtifactArray | undefined, end: ArtifactArray | undefined): readonly string[] {
  if (!(bytes instanceof Uint8Array) || !(end instanceof Uint32Array)) throw damaged(`it lacks the texts of ${what}`);
  if ((end.at(-1) ?? 0) !== bytes.length) throw damaged(`the texts of ${what} do not end with their bytes`);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts: string[] = [];
  for (let i = 0, from = 0; i < end.length; from = end[i++]) {
    if (end[i] < from) throw damaged(`the texts of ${what} do not ascend`);
    try {
      texts.push(decoder.decode(bytes.subarray(from, end[i])));
    } catch {
      throw damaged(`text ${i} of ${what} is no UTF-8`);
    }
  }
  return texts;
}

const FILE = 'arrays.safetensors';
const damaged = (reason: string): Error => mwError('MW_MODEL_ARTIFACT', { file: FILE, reason }, { where: FILE });
