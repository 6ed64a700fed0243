import { doublesOf, type Matrix } from '../../core/index.js';
import type { FitInput, FitRun, Learner, Predictor } from '../learner.js';
import type { FindLearner } from './params.js';

/** A fit that a member was asked for. */
export interface Asked {
  readonly input: FitInput;
  readonly run: FitRun;
}

/** Rows of number columns. */
export const numbers = (...columns: readonly (readonly number[])[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `${j}`, values: Float64Array.from(values) })),
});

/** Learners by name whose margin is a column, of the number given: nothing is learned, so that what an ensemble makes of them is known. */
export function columnReaders(columns: Readonly<Record<string, number>>): { readonly find: FindLearner; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const find: FindLearner = (_, name) => reader(name, columns[name], asked);
  return { find, asked };
}

function reader(name: string, column: number, asked: Asked[]): Learner {
  const predictor: Predictor = {
    outputs: 1,
    predict: (x, out) => out.set(doublesOf(x.columns[column])),
    predictRow: (row, out) => void (out[0] = row[column]),
    toParts: () => ({ meta: {}, arrays: {} }),
  };
  return {
    name,
    summary: 'Reads a column.',
    tasks: ['binary', 'multiclass', 'regression'],
    params: {},
    fit: async (input, run) => {
      asked.push({ input, run });
      return predictor;
    },
    fromParts: () => predictor,
  };
}
