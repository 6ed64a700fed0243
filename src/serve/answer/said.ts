import { sigmoid, softmaxInto } from '../../core/index.js';
import type { ModelContent } from '../../model/index.js';

/** What a version says of one row. */
export interface Said {
  /** A regression's number, or the predicted label. */
  readonly value: number | string;
  /** binary: of the positive class; null otherwise. */
  readonly probability: number | null;
  /** multiclass: the probability of each label, in the model's order; null otherwise. */
  readonly scores: readonly number[] | null;
  /** Where money is declared: the act, or '' for none; null otherwise. */
  readonly decision: string | null;
}

/** Reads row `i` of calibrated margins, rows × outputs: what `answerColumns` says of a file's row, to the bit. */
export function saidOf(content: ModelContent): (margins: Float64Array, row: number) => Said {
  const { task, labels, decide } = content;
  if (task === 'regression') return (margins, row) => ({ value: margins[row], probability: null, scores: null, decision: null });
  if (task === 'binary')
    return (margins, row) => {
      const probability = sigmoid(margins[row]);
      const decision = decide ? (probability >= decide.threshold ? decide.act : '') : null;
      return { value: labels[probability >= 0.5 ? 1 : 0], probability, scores: null, decision };
    };
  return (margins, row) => {
    const scores = new Float64Array(labels.length);
    softmaxInto(margins.subarray(row * labels.length, (row + 1) * labels.length), scores, 0, labels.length);
    let best = 0;
    for (let k = 1; k < labels.length; k++) if (scores[k] > scores[best]) best = k;
    return { value: labels[best], probability: null, scores: [...scores], decision: null };
  };
}
