import { SAMPLE_BYTES, type ByteScan } from './bytes.js';

/** The text at the start of a file, without a byte-order mark. */
export interface TextSample {
  readonly text: string;
  /** It is the whole file. */
  readonly whole: boolean;
}

/** Decodes the head of a file. When it is not the whole file, the last line, which may be cut, is left out. */
export function textSample(scan: ByteScan): TextSample {
  const decoder = new TextDecoder(scan.encoding === 'latin-1' ? 'windows-1252' : scan.encoding);
  const text = decoder.decode(scan.head.subarray(scan.markBytes));
  const whole = scan.bytes <= SAMPLE_BYTES;
  if (whole) return { text, whole };
  const cut = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return { text: cut > 0 ? text.slice(0, cut + 1) : text, whole };
}
