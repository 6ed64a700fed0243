import type { AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { reasonsOf, type Reason } from '../../evaluate/index.js';
import { headOf, rowBlock } from '../../features/index.js';
import { featureWordsOf, matrixExplainer, outcomeOf, type OpenModel } from '../../model/index.js';

/** The strongest reasons of each row, at most so many. Throws `MW_MODEL_NO_CONTRIBUTIONS` when the learner has none. */
export type Explainer = (rows: readonly RowValues[], most: number) => readonly (readonly Reason[])[];

/** Exact additive contributions in words; for several classes those of the predicted one. */
export function explainerOf(open: OpenModel<AnyTask>): Explainer {
  const { content, encodeRow } = open;
  const heads = content.features.map(headOf);
  const explained = matrixExplainer(open);
  const words = featureWordsOf(content);
  const outcome = outcomeOf(content);
  return (rows, most) =>
    explained(rowBlock(heads, rows, encodeRow)).map(({ prediction, contributions }) =>
      reasonsOf({
        features: contributions.map((c) => c.feature),
        values: contributions.map((c) => c.value),
        effects: contributions.map((c) => c.effect),
        outcome: outcome(prediction),
        words,
        most,
      }),
    );
}
