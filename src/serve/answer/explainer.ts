import type { AnyTask } from '../../core/index.js';
import { schemaFromJson, type RowValues, type Schema } from '../../data/index.js';
import { reasonsOf, type FeatureWords, type Outcome, type Reason } from '../../evaluate/index.js';
import { headOf, timeWordsOf } from '../../features/index.js';
import { explainMatrix, type OpenModel } from '../../model/index.js';
import { rowBlock } from './row-block.js';

/** The strongest reasons of each row, at most so many. Throws `MW_MODEL_NO_CONTRIBUTIONS` when the learner has none. */
export type Explainer = (rows: readonly RowValues[], most: number) => readonly (readonly Reason[])[];

/** Exact additive contributions in words; for several classes those of the predicted one. */
export function explainerOf(open: OpenModel<AnyTask>): Explainer {
  const { content, encodeRow } = open;
  const heads = content.features.map(headOf);
  const schema = schemaFromJson(content.schema as never);
  const words = wordsOf(content, schema);
  const outcomeOf = OUTCOMES[content.task](content, content.target === null ? undefined : schema[content.target]);
  return (rows, most) =>
    explainMatrix(open, rowBlock(heads, rows, encodeRow)).map(({ prediction, contributions }) =>
      reasonsOf({
        features: contributions.map((c) => c.feature),
        values: contributions.map((c) => c.value),
        effects: contributions.map((c) => c.effect),
        outcome: outcomeOf(prediction),
        words,
        most,
      }),
    );
}

/** The unit of a feature that is a column as it stands, and which features are dates. */
function wordsOf(content: OpenModel<AnyTask>['content'], schema: Schema): ReadonlyMap<string, FeatureWords> {
  return new Map(
    content.features.flatMap(({ of, node }): (readonly [string, FeatureWords])[] => {
      if (timeWordsOf(node)) return [[of, { time: true }]];
      const unit = node.kind === 'column' ? schema[node.name]?.spec.unit : undefined;
      return unit === undefined ? [] : [[of, { unit }]];
    }),
  );
}

type OutcomeOf = (prediction: number | string) => Outcome;
type Content = OpenModel<AnyTask>['content'];

/** What is predicted, in words: `Churn` for a yes/no; the label where the data has two names for it, or several classes. */
const OUTCOMES: Readonly<Record<AnyTask, (content: Content, column: Schema[string] | undefined) => OutcomeOf>> = {
  regression: ({ target }, column) => {
    const { unit } = column?.spec ?? {};
    return () => ({ task: 'regression', of: String(target), ...(unit === undefined ? {} : { unit }) });
  },
  binary:
    ({ target, labels }, column) =>
    () => ({ task: 'binary', of: column?.kind === 'bool' ? String(target) : labels[1] }),
  multiclass: () => (prediction) => ({ task: 'multiclass', of: String(prediction) }),
  segment: () => (prediction) => ({ task: 'segment', of: String(prediction) }),
  outlier: () => () => ({ task: 'outlier' }),
};
