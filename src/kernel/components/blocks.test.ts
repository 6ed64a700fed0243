import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS, roomOf, shapeFor } from './block.js';
import { momentSum } from './moments.js';
import { openBlocks } from './open-blocks.js';
import { plainBlocks } from './plain.js';

const cell = fc.oneof(fc.constant(NaN), fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(0, -0, 1e300, Infinity));

describe('blocks', () => {
  it('property: WebAssembly and plain TypeScript give the same bits', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 9 }),
      outputs: fc.integer({ min: 0, max: 5 }),
      cells: fc.array(cell, { minLength: 50, maxLength: 50 }),
    });
    fc.assert(
      fc.property(sizes, ({ width, outputs, cells }) => {
        const shape = shapeFor(width, outputs);
        const [kernel, plain] = [openBlocks(shape), plainBlocks(shape)];
        for (const blocks of [kernel, plain]) {
          for (let at = 0; at < width * BLOCK_ROWS; at++) blocks.block[at] = cells[(at * 7 + (at >> 5)) % 50];
          blocks.centres.forEach((_, j) => (blocks.centres[j] = j < width ? (cells[j] || 0) / 3 : 0));
          blocks.weights.forEach((_, w) => (blocks.weights[w] = Math.sin(w)));
          for (let round = 0; round < 2; round++) {
            blocks.centre();
            blocks.addProducts();
            blocks.weigh();
          }
        }
        for (const [name] of roomOf(shape)) {
          if (name === 'products') continue;
          expect(kernel[name]).toEqual(plain[name]);
        }
        for (let i = 0; i < shape.columns; i++)
          for (let j = i; j < shape.columns; j++)
            expect(kernel.products[i * shape.columns + j]).toBe(plain.products[i * shape.columns + j]);
      }),
      { numRuns: 40 },
    );
  });

  it('runs as WebAssembly here', () => {
    expect(openBlocks(shapeFor(1, 0)).block.buffer.byteLength % 65_536).toBe(0);
  });
});

describe('moments', () => {
  const columns = [1, 7].map((step) => Float64Array.from({ length: 1500 }, (_, i) => (i % 11 === 0 ? NaN : Math.sin(i * step))));

  it('do not depend on how rows are dealt out over calls', () => {
    const whole = momentSum(Float64Array.of(0.1, -0.2));
    whole.add(columns);
    const parts = momentSum(Float64Array.of(0.1, -0.2));
    for (const [from, to] of [
      [0, 1],
      [1, 700],
      [700, 700],
      [700, 1500],
    ])
      parts.add(columns.map((values) => values.subarray(from, to)));
    expect(parts.total()).toEqual(whole.total());
  });

  it('by hand: rows (1, 2) and (3, missing) around (1, 1)', () => {
    const sum = momentSum(Float64Array.of(1, 1));
    sum.add([Float64Array.of(1, 3), Float64Array.of(2, NaN)]);
    expect(sum.total()).toEqual({
      rows: 2,
      known: Float64Array.of(2, 1),
      sums: Float64Array.of(2, 1),
      products: Float64Array.of(4, 0, 0, 1),
    });
  });
});
