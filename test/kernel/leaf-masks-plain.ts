import { lineWords, type LeafMasks, type MaskColumn } from '../../src/kernel/leaf-masks.js';

/** What `kernel/assembly/leaf-masks.ts` means, leaf by leaf: the sums of one row. */
export function leafSumsPlain(masks: LeafMasks, row: readonly number[]): number[] {
  const { columns, words, base, leafStart, value } = masks;
  const trees = leafStart.length - 1;
  const lines = columns.map((column, j) => lineOf(column, lineWords(masks), row[j]));
  const sums = [...base];
  for (let t = 0; t < trees; t++) {
    let leaf = 0;
    const isLeft = (line: Int32Array): boolean => ((line[t * words + (leaf >> 5)] >>> (leaf & 31)) & 1) === 1;
    while (!lines.every(isLeft)) leaf++;
    sums[t % base.length] += value[leafStart[t] + leaf];
  }
  return sums;
}

function lineOf({ edges, lines }: MaskColumn, width: number, value: number): Int32Array {
  const last = lines.length / width - 1;
  const code = value >= 0 && value < last ? Math.trunc(value) : last;
  const line = edges === null ? code : Number.isNaN(value) ? last : edges.filter((edge) => edge < value).length;
  return lines.subarray(line * width, (line + 1) * width);
}
