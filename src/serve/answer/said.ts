import { sigmoid, softmaxInto, type AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { decider, type ModelContent } from '../../model/index.js';

/** What a version says of one row. */
export interface Said {
  /** A regression's number, an outlier's score, an uplift, the predicted label, or the segment's name. */
  readonly value: number | string;
  /** binary: of the positive class; null otherwise. */
  readonly probability: number | null;
  /** multiclass: the probability of each label, in the model's order; null otherwise. */
  readonly scores: readonly number[] | null;
  /** Where money is declared: the act, or '' for none; null otherwise. */
  readonly decision: string | null;
  /** What is wrong with the row's amounts of money, where that leaves nothing to decide by. */
  readonly undecided?: string;
}

/**
 * Reads row `i` of calibrated margins, rows × outputs, with the row's own values: what `answerColumns` says of a file's row, to the bit. A limit is kept
 * by a score, for the rows to come are not known.
 */
export const saidOf = (content: Answering): SaidOf => SAID[content.task](content);

type SaidOf = (margins: Float64Array, row: number, values: RowValues) => Said;
type Answering = Pick<ModelContent<AnyTask>, 'task' | 'labels' | 'decide'>;

const value: SaidOf = (margins, row) => ({ value: margins[row], probability: null, scores: null, decision: null });

const UNASKED = { decision: null } as const;

/** What each task says of a row. */
const SAID: Readonly<Record<AnyTask, (content: Answering) => SaidOf>> = {
  regression: () => value,
  outlier: () => value,
  uplift: ({ decide }) => {
    if (!decide) return value;
    const decided = decider(decide, 'uplift');
    return (margins, row, values) => ({ value: margins[row], probability: null, scores: null, ...decided(margins[row], values) });
  },
  binary: ({ labels, decide }) => {
    const decided = decide && decider(decide, 'binary');
    return (margins, row, values) => {
      const probability = sigmoid(margins[row]);
      const decision = decided ? decided(probability, values) : UNASKED;
      return { value: labels[probability >= 0.5 ? 1 : 0], probability, scores: null, ...decision };
    };
  },
  multiclass:
    ({ labels }) =>
    (margins, row) => {
      const scores = new Float64Array(labels.length);
      softmaxInto(margins.subarray(row * labels.length, (row + 1) * labels.length), scores, 0, labels.length);
      return { value: labels[highest(scores, 0, labels.length)], probability: null, scores: [...scores], decision: null };
    },
  segment:
    ({ labels }) =>
    (margins, row) => ({
      value: labels[highest(margins, row * labels.length, labels.length)],
      probability: null,
      scores: null,
      decision: null,
    }),
};

/** Which of some numbers from `at` on is the highest; of equal ones the first. */
function highest(numbers: Float64Array, at: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (numbers[at + k] > numbers[at + best]) best = k;
  return best;
}
