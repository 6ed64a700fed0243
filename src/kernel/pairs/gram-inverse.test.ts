import { describe, expect, it } from 'vitest';
import { startThreads } from '../threads/team.js';
import { openGram, type DenseMatrix } from './gram-inverse.js';
import { invertBlock } from './invert-block.js';
import { planted, sideways } from '../../../test/support/sparse.js';
import { openStage } from './stage.js';

const { signal } = new AbortController();
const bitsOf = ({ values }: DenseMatrix): Uint32Array => new Uint32Array(values.slice().buffer);

describe('pairs of columns', () => {
  it('by hand: two lines, three columns', async () => {
    // X = [[1, 2, 0], [3, 0, 4]]: XᵀX = [[10, 2, 12], [2, 4, 0], [12, 0, 16]]
    const lines = {
      lines: 2,
      columns: 3,
      start: Int32Array.of(0, 2, 4),
      column: Int32Array.of(0, 1, 0, 2),
      value: Float64Array.of(1, 2, 3, 4),
    };
    const matrix = await openGram(lines, sideways(lines), { signal }).gram(0.5);
    const rows = [0, 1, 2].map((i) => Array.from(matrix.values.subarray(i * matrix.line, i * matrix.line + 3)));
    expect(rows).toEqual([
      [10.5, 2, 12],
      [2, 4.5, 0],
      [12, 0, 16.5],
    ]);
  });

  it.each([1, 7, 128, 129, 150])('%i columns: the inverse times the matrix is one, and the kernels agree to the bit', async (columns) => {
    const lines = planted(200, columns, 12);
    const [wasm, plain] = [true, false].map((isWasm) => openGram(lines, sideways(lines), { signal, kernels: isWasm ? 'wasm' : 'plain' }));
    const gram = await wasm.gram(5);
    expect(bitsOf(await plain.gram(5))).toEqual(bitsOf(gram));
    const before = gram.values.slice();
    const inverse = (await wasm.invert())!;
    expect(bitsOf((await plain.invert())!)).toEqual(bitsOf(inverse));
    let worst = 0;
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < columns; k++) sum += before[i * gram.line + k] * inverse.values[k * gram.line + j];
        worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)));
      }
    expect(worst).toBeLessThan(2e-5);
  });

  it('the same bits for any number of threads', async () => {
    const lines = planted(200, 400, 15);
    const of = async (others: number): Promise<Uint32Array> => {
      const threads = others > 0 ? startThreads(others) : undefined;
      try {
        const gram = openGram(lines, sideways(lines), { signal, ...(threads ? { threads } : {}) });
        await gram.gram(10);
        return bitsOf((await gram.invert())!);
      } finally {
        threads?.close();
      }
    };
    const alone = await of(0);
    expect(await of(1)).toEqual(alone);
    expect(await of(3)).toEqual(alone);
  });

  it('a matrix without an inverse is told apart', async () => {
    const twice = { lines: 1, columns: 2, start: Int32Array.of(0, 2), column: Int32Array.of(0, 1), value: Float64Array.of(1, 1) };
    const gram = openGram(twice, sideways(twice), { signal });
    await gram.gram(0);
    expect(await gram.invert()).toBeUndefined();
  });

  it('an abort is heard while the inverse is made', async () => {
    const lines = planted(100, 2500, 20);
    const stop = new AbortController();
    const gram = openGram(lines, sideways(lines), { signal: stop.signal });
    await gram.gram(10);
    const inverse = gram.invert();
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(inverse).rejects.toThrow('enough');
  });

  it('more columns than a memory holds pairs of are refused', () => {
    const wide = { lines: 0, columns: 40_000, start: new Int32Array(1), column: new Int32Array(0), value: new Float64Array(0) };
    expect(() => openStage(wide, sideways(wide), { dense: true, columns: 0, most: 0, apart: false }, signal)).toThrow(RangeError);
  });
});

describe('the inverse of a block', () => {
  it('by hand', () => {
    // [[4, 2], [2, 3]]⁻¹ = [[3, −2], [−2, 4]] / 8
    expect(Array.from(invertBlock(Float64Array.of(4, 2, 2, 3), 2)!)).toEqual([0.375, -0.25, -0.25, 0.5]);
  });

  it('a block that is not positive definite has none', () => {
    expect(invertBlock(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
  });
});
