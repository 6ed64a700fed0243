import { schemaFromJson, type RowValues, type Schema } from '../../data/index.js';
import { reasonsOf, type FeatureWords, type Outcome, type Reason } from '../../evaluate/index.js';
import { headOf, timeWordsOf } from '../../features/index.js';
import { explainMatrix, type OpenModel } from '../../model/index.js';
import { rowBlock } from './row-block.js';

/** The strongest reasons of each row, at most so many. Throws `MW_MODEL_NO_CONTRIBUTIONS` when the learner has none. */
export type Explainer = (rows: readonly RowValues[], most: number) => readonly (readonly Reason[])[];

/** Exact additive contributions in words; for several classes those of the predicted one. */
export function explainerOf(open: OpenModel): Explainer {
  const { content, encodeRow } = open;
  const heads = content.features.map(headOf);
  const schema = schemaFromJson(content.schema as never);
  const words = wordsOf(content, schema);
  const target = schema[content.target];
  return (rows, most) =>
    explainMatrix(open, rowBlock(heads, rows, encodeRow)).map(({ prediction, contributions }) =>
      reasonsOf({
        features: contributions.map((c) => c.feature),
        values: contributions.map((c) => c.value),
        effects: contributions.map((c) => c.effect),
        outcome: outcomeOf(content, target, prediction),
        words,
        most,
      }),
    );
}

/** The unit of a feature that is a column as it stands, and which features are dates. */
function wordsOf(content: OpenModel['content'], schema: Schema): Readonly<Record<string, FeatureWords>> {
  return Object.fromEntries(
    content.features.flatMap(({ of, node }): (readonly [string, FeatureWords])[] => {
      if (timeWordsOf(node)) return [[of, { time: true }]];
      const unit = node.kind === 'column' ? schema[node.name]?.spec.unit : undefined;
      return unit === undefined ? [] : [[of, { unit }]];
    }),
  );
}

/** `Churn` for a yes/no; the label where the data has two names for it, or several classes. */
function outcomeOf(
  { task, target, labels }: OpenModel['content'],
  column: Schema[string] | undefined,
  prediction: number | string,
): Outcome {
  if (task === 'regression') return { task, of: target, ...(column?.spec.unit === undefined ? {} : { unit: column.spec.unit }) };
  if (task === 'multiclass') return { task, of: String(prediction) };
  return { task, of: column?.kind === 'bool' ? target : labels[1] };
}
