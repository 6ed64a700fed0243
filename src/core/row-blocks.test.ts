import { describe, expect, it } from 'vitest';
import { takeRows, type Matrix } from './matrix.js';
import { allColumns, blocksOf, gathered } from './row-blocks.js';

const x: Matrix = {
  rows: 70_000,
  columns: [
    { kind: 'number', name: 'n', values: Float64Array.from({ length: 70_000 }, (_, i) => (i === 3 ? NaN : i / 2)) },
    { kind: 'flag', name: 'f', values: Uint8Array.from({ length: 70_000 }, (_, i) => (i % 3 === 2 ? 255 : i % 3)) },
    { kind: 'category', name: 'c', levels: ['x', 'y'], codes: Int32Array.from({ length: 70_000 }, (_, i) => (i % 3) - 1) },
  ],
};

async function sizesOf(rows?: Int32Array): Promise<number[]> {
  const sizes: number[] = [];
  for await (const block of blocksOf(x, rows).read([0])) sizes.push(block.rows);
  return sizes;
}

describe('rows of a matrix in blocks', () => {
  it('are the matrix itself where all are wanted', async () => {
    for await (const block of blocksOf(x).read([2, 0])) expect(block.columns).toEqual([x.columns[2], x.columns[0]]);
    for await (const { columns } of blocksOf(x).read([0])) expect(columns[0]).toBe(x.columns[0]);
  });

  it('are at most 65,536 at a time where some are', async () => {
    const odd = Int32Array.from({ length: 35_000 }, (_, i) => 2 * i + 1);
    expect(await sizesOf(odd)).toEqual([35_000]);
    expect(await sizesOf(Int32Array.from({ length: 70_000 }, (_, i) => i))).toEqual([65_536, 4464]);
    expect(await sizesOf(new Int32Array(0))).toEqual([]);
  });

  it('put together are the rows that were named, in their order', async () => {
    const rows = Int32Array.from({ length: 69_000 }, (_, i) => (i * 7919) % 70_000);
    expect(await gathered(blocksOf(x, rows))).toEqual(takeRows(x, rows));
    expect(await gathered(blocksOf(x))).toEqual(x);
    expect(allColumns(blocksOf(x))).toEqual([0, 1, 2]);
  });
});
