import { calledClasses, type Scored } from '../scored.js';
import type { Task } from '../../learn/index.js';

/** A figure of one group that is the mean of a number per row, over some of its rows. */
export interface GroupFigure {
  readonly name: string;
  /** It lies in 0 … 1, as the share of the rows that are something. */
  readonly share: boolean;
  /** The number of a row; `NaN` where the row does not count. */
  readonly of: (row: number) => number;
}

/**
 * What is measured of every group.
 *
 * | figure | mean of | over |
 * |---|---|---|
 * | `base_rate` | y | all rows |
 * | `selection_rate` | called positive | all rows |
 * | `true_positive_rate` | called positive | rows that are positive |
 * | `false_positive_rate` | called positive | rows that are negative |
 * | `precision` | y | rows that are called positive |
 * | `accuracy` | the call is right | all rows |
 * | `mean_prediction` | P(positive); P(called class); the prediction | all rows |
 * | `calibration_gap` | `mean_prediction` less what came | all rows |
 * | `mean_target`, `mean_error`, `mae` | y; prediction − y; its size | all rows |
 *
 * Of several classes, the first five are there for each, one against the rest, as `selection_rate: CLASS`.
 */
export function groupFigures(sample: Scored, labels: readonly string[]): readonly GroupFigure[] {
  return FIGURES[sample.task](sample, labels);
}

const FIGURES: Readonly<Record<Task, (sample: Scored, labels: readonly string[]) => readonly GroupFigure[]>> = {
  binary: (sample) => {
    const called = calledClasses(sample);
    const { y, scores } = sample;
    return [
      ...ratesOf(y, called, 1, ''),
      share('accuracy', (i) => (called[i] === y[i] ? 1 : 0)),
      mean('mean_prediction', (i) => scores[i]),
      mean('calibration_gap', (i) => scores[i] - y[i]),
    ];
  },
  multiclass: (sample, labels) => {
    const called = calledClasses(sample);
    const { y, scores, classes } = sample;
    const sure = (i: number): number => scores[i * classes + called[i]];
    const right = (i: number): number => (called[i] === y[i] ? 1 : 0);
    return [
      share('accuracy', right),
      mean('mean_prediction', sure),
      mean('calibration_gap', (i) => sure(i) - right(i)),
      ...labels.flatMap((label, k) => ratesOf(y, called, k, `: ${label}`)),
    ];
  },
  regression: ({ y, scores }) => [
    mean('mean_target', (i) => y[i]),
    mean('mean_prediction', (i) => scores[i]),
    mean('mean_error', (i) => scores[i] - y[i]),
    mean('mae', (i) => Math.abs(scores[i] - y[i])),
  ],
};

/** The rates of one class against the rest. */
function ratesOf(y: Float64Array, called: Int32Array, of: number, behind: string): readonly GroupFigure[] {
  const is = (i: number): number => (y[i] === of ? 1 : 0);
  const isCalled = (i: number): number => (called[i] === of ? 1 : 0);
  return [
    share(`base_rate${behind}`, is),
    share(`selection_rate${behind}`, isCalled),
    share(`true_positive_rate${behind}`, (i) => (y[i] === of ? isCalled(i) : NaN)),
    share(`false_positive_rate${behind}`, (i) => (y[i] === of ? NaN : isCalled(i))),
    share(`precision${behind}`, (i) => (called[i] === of ? is(i) : NaN)),
  ];
}

const share = (name: string, of: GroupFigure['of']): GroupFigure => ({ name, share: true, of });
const mean = (name: string, of: GroupFigure['of']): GroupFigure => ({ name, share: false, of });
