import type { Matrix } from '../../core/index.js';
import type { OutOfFold } from '../ensemble/out-of-fold.js';
import type { FitInput, FitRun } from '../learner.js';
import { fitLinear } from '../linear/fit.js';
import type { LinearModel } from '../linear/model.js';
import { planOf, type Plan } from '../linear/plan.js';
import type { StackModel } from './model.js';

/**
 * The linear model over out-of-fold margins. All margins share one unit, their common standard deviation, so that the penalty falls on a
 * member that hardly varies: what little it does vary is which fold its rows were in.
 */
export async function overMargins(
  { task, classes }: Pick<FitInput, 'task' | 'classes'>,
  { y, weights, margins }: OutOfFold,
  l2: number,
  { seed, threads, signal }: FitRun,
): Promise<Pick<StackModel, 'base' | 'coefficients'>> {
  const x = columnsOf(margins, classes, y.length);
  const model = await fitLinear({ task, classes, x, y, weights }, { params: { l2 }, seed, threads, signal }, commonScale);
  return affine(model, classes);
}

/** A column per member and output. Scores count relative to one another, so that theirs are taken from their mean. */
function columnsOf(margins: readonly Float64Array[], outputs: number, rows: number): Matrix {
  const columns = margins.flatMap((own, m) =>
    Array.from({ length: outputs }, (_, k) => {
      const values = new Float64Array(rows);
      for (let i = 0; i < rows; i++) values[i] = own[i * outputs + k] - (outputs === 1 ? 0 : meanAt(own, i * outputs, outputs));
      return { kind: 'number' as const, name: `${m}.${k}`, values };
    }),
  );
  return { rows, columns };
}

function meanAt(values: Float64Array, at: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += values[at + k] / count;
  return sum;
}

function commonScale(x: Matrix, weights: Float64Array): Plan {
  const plan = planOf(x, weights);
  const varying = plan.columns.filter(({ slope }) => slope >= 0).map(({ deviation }) => deviation);
  const largest = varying.reduce((most, deviation) => Math.max(most, deviation), 0);
  const squares = varying.reduce((sum, deviation) => sum + (deviation / largest) ** 2, 0);
  const deviation = varying.length === 0 ? 1 : largest * Math.sqrt(squares / varying.length);
  return { ...plan, columns: plan.columns.map((column) => ({ ...column, deviation })) };
}

/** The linear model's effects as multiples of the members' own margins. */
function affine({ base, mean, deviation, slope }: LinearModel, outputs: number): Pick<StackModel, 'base' | 'coefficients'> {
  const own = base.slice();
  const coefficients = slope.map((s, i) => s / deviation[Math.floor(i / outputs)]);
  mean.forEach((centre, j) => {
    for (let k = 0; k < outputs; k++) own[k] -= coefficients[j * outputs + k] * centre;
  });
  if (outputs > 1) takeMeans(coefficients, outputs);
  return { base: own, coefficients };
}

/** What was learned of scores relative to their mean, as multiples of the scores themselves: the coefficients relative to theirs. */
function takeMeans(coefficients: Float64Array, outputs: number): void {
  for (let first = 0; first < coefficients.length; first += outputs * outputs) {
    for (let k = 0; k < outputs; k++) {
      let mean = 0;
      for (let j = 0; j < outputs; j++) mean += coefficients[first + j * outputs + k] / outputs;
      for (let j = 0; j < outputs; j++) coefficients[first + j * outputs + k] -= mean;
    }
  }
}
