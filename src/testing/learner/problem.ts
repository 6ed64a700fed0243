import { random, type AnyTask, type Matrix, type Random } from '../../core/index.js';

/** Classes of the multiclass reference problem. */
export const CLASSES = 3;
const ROWS = 300;

/** Rows with answers, of which a task without a target is not told. */
export interface Reference {
  readonly task: AnyTask;
  readonly classes: number;
  readonly x: Matrix;
  /** uplift: 2 × treated + outcome. */
  readonly y: Float64Array;
  readonly weights?: Float64Array;
}

const LEVELS = ['north', 'east', 'south', 'west', 'nowhere'] as const;

/**
 * A seeded reference problem of `rows` rows: two numbers that matter (one with gaps), one that does not, a flag with gaps and a
 * category with gaps and a level that never occurs. Every learner can beat the constant on it.
 */
export function referenceProblem(task: AnyTask, seed = 1, rows = ROWS): Reference {
  const draw = random(seed, 'reference', task);
  const values = Array.from({ length: rows }, () => drawRow(draw));
  const gap = (value: number, missing: number): number => (draw.uniform() < 0.1 ? missing : value);
  const x: Matrix = {
    rows,
    columns: [
      { kind: 'number', name: 'size', values: Float64Array.from(values, (v) => v.size) },
      { kind: 'number', name: 'age', values: Float64Array.from(values, (v) => gap(v.age, NaN)) },
      { kind: 'number', name: 'noise', values: Float64Array.from(values, (v) => v.noise) },
      { kind: 'flag', name: 'member', values: Uint8Array.from(values, (v) => gap(v.member, 255)) },
      { kind: 'category', name: 'region', levels: LEVELS, codes: Int32Array.from(values, (v) => gap(v.region, -1)) },
    ],
  };
  return { task, classes: task === 'multiclass' ? CLASSES : 1, x, y: Float64Array.from(values, (v) => answer(task, v, draw)) };
}

interface Row {
  readonly size: number;
  readonly age: number;
  readonly noise: number;
  readonly member: number;
  readonly region: number;
}

const drawRow = (draw: Random): Row => ({
  size: draw.normal(),
  age: 40 + 15 * draw.normal(),
  noise: draw.uniform(),
  member: draw.int(2),
  region: draw.int(LEVELS.length - 1),
});

function answer(task: AnyTask, { size, age, member, region }: Row, draw: Random): number {
  const score = 2 * size + (age - 40) / 10 + member - [1, -1, 0, 0][region];
  if (task === 'regression' || task === 'outlier') return 100 + 10 * score + 3 * draw.normal();
  if (task === 'uplift') {
    const treated = draw.int(2);
    return 2 * treated + (score / 4 + treated * member + draw.normal() > 0.5 ? 1 : 0);
  }
  if (task === 'binary') return score + draw.normal() > 0 ? 1 : 0;
  const noisy = score + draw.normal();
  return noisy < -1 ? 0 : noisy < 1.5 ? 1 : 2;
}

/** The same problem with other columns. */
export const withColumns = (input: Reference, columns: Matrix['columns']): Reference => ({ ...input, x: { rows: input.x.rows, columns } });
