import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { errorArrays, errorsFrom, fitErrors, withPrediction, type ErrorModel } from './index.js';

const draw = random(5, 'errors');
const n = 2000;
const x = Float64Array.from({ length: n }, () => draw.uniform());
const predicted = x.map((v) => 10 * v);
/** Noise of standard deviation x: errors grow with the feature. */
const y = predicted.map((p, i) => p + x[i] * draw.normal());
const matrix = (values: Float64Array): Matrix => ({ rows: values.length, columns: [{ kind: 'number', name: 'x', values }] });
const run = { seed: 7, threads: 1, signal: new AbortController().signal };

const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
function said(model: ErrorModel, at: number): { absolute: number; squared: number } {
  const rows = withPrediction(matrix(Float64Array.of(at)), Float64Array.of(10 * at));
  const [absolute, squared] = [new Float64Array(1), new Float64Array(1)];
  model.absolute.predict(rows, absolute);
  model.squared.predict(rows, squared);
  return { absolute: absolute[0], squared: squared[0] };
}

describe('models of errors', () => {
  it('foresee that errors grow with the feature: E|x·N(0,1)| = 0.798·x, E(x·N(0,1))² = x²', async () => {
    const model = await fitErrors({ x: matrix(x), y, predicted }, run);
    expect(said(model, 0.1).absolute).toBeLessThan(0.2);
    expect(said(model, 0.9).absolute).toBeGreaterThan(0.5);
    expect(said(model, 0.9).absolute).toBeLessThan(0.95);
    expect(said(model, 0.9).squared).toBeGreaterThan(0.5);
    expect(said(model, 0.9).squared).toBeLessThan(1.2);
    expect(model.rows).toBe(n);
    expect(model.spread.absolute).toBeGreaterThan(0.3);
  });

  it('keep the mean error of the rows that they learned from', async () => {
    const model = await fitErrors({ x: matrix(x), y, predicted }, run);
    const out = new Float64Array(n);
    model.absolute.predict(withPrediction(matrix(x), predicted), out);
    expect(mean(out)).toBeCloseTo(mean(y.map((v, i) => Math.abs(v - predicted[i]))), 6);
  });

  it('come back from their arrays to the bit, and are refused when damaged', async () => {
    const model = await fitErrors({ x: matrix(x), y, predicted }, run);
    const arrays = errorArrays(model);
    const heads = [{ kind: 'number', name: 'x' }] as const;
    expect(said(errorsFrom(arrays, heads), 0.37)).toEqual(said(model, 0.37));
    const { head, ...rest } = arrays;
    expect(() => errorsFrom(rest, heads)).toThrow(expect.objectContaining({ code: 'MW_MODEL_ARTIFACT' }));
    expect(() => errorsFrom({ ...rest, head: Uint8Array.from(Buffer.from('{"format":2}')) }, heads)).toThrow(
      expect.objectContaining({ code: 'MW_MODEL_ARTIFACT' }),
    );
    expect(() => errorsFrom({ head }, heads)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
  });
});
