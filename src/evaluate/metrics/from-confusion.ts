import { calledClasses, type Scored } from '../scored.js';
import type { Weigh } from './metric.js';

/** Weight of rows by true class (row) and called class (column), `k` × `k` in row order; binary has k = 2. */
export interface Confusion {
  readonly binary: boolean;
  readonly k: number;
  readonly cells: Float64Array;
}

/** A number computed from the confusion matrix. The cell of each row is found once. */
export function fromConfusion(compute: (confusion: Confusion) => number): (sample: Scored) => Weigh {
  return (sample) => {
    const binary = sample.task === 'binary';
    const k = binary ? 2 : sample.classes;
    const called = calledClasses(sample);
    const cellOf = new Int32Array(called.length);
    for (let i = 0; i < called.length; i++) cellOf[i] = sample.y[i] * k + called[i];
    const confusion = { binary, k, cells: new Float64Array(k * k) };
    return (weights) => {
      confusion.cells.fill(0);
      for (let i = 0; i < cellOf.length; i++) confusion.cells[cellOf[i]] += weights[i];
      return compute(confusion);
    };
  };
}

/** Of one class: weight called and true (`hit`), weight called (`called`), weight true (`real`). */
export function classCounts({ k, cells }: Confusion, of: number): { hit: number; called: number; real: number } {
  let called = 0;
  let real = 0;
  for (let j = 0; j < k; j++) {
    called += cells[j * k + of];
    real += cells[of * k + j];
  }
  return { hit: cells[of * k + of], called, real };
}

/**
 * A score of the positive class (binary), or its plain mean over the classes that occur or are called (multiclass: "macro").
 * A class without a denominator counts 0, as scikit-learn's `zero_division=0`.
 */
export function perClass(score: (counts: { hit: number; called: number; real: number }) => number): (confusion: Confusion) => number {
  const safe = (confusion: Confusion, of: number): number => {
    const value = score(classCounts(confusion, of));
    return Number.isNaN(value) ? 0 : value;
  };
  return (confusion) => {
    if (confusion.binary) return safe(confusion, 1);
    let sum = 0;
    let present = 0;
    for (let c = 0; c < confusion.k; c++) {
      const { called, real } = classCounts(confusion, c);
      if (called + real === 0) continue;
      sum += safe(confusion, c);
      present++;
    }
    return sum / present;
  };
}
