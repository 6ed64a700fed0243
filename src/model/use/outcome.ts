import type { AnyTask } from '../../core/index.js';
import { schemaFromJson, type Schema } from '../../data/index.js';
import type { FeatureWords, Outcome } from '../../evaluate/index.js';
import { timeWordsOf } from '../../features/index.js';
import type { ModelContent } from '../content.js';

type Content = ModelContent<AnyTask>;
type OutcomeOf = (prediction: number | string) => Outcome;

/** What a version predicts, in words, by what it answers to a row: `Churn` for a yes/no; the label where the data has two names for it, or several classes. */
export function outcomeOf(content: Content): OutcomeOf {
  const schema = schemaFromJson(content.schema);
  return OUTCOMES[content.task](content, content.target === null ? undefined : schema[content.target]);
}

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
  uplift: ({ trial }) => {
    const of = `what ${trial!.treatment} changes of ${trial!.outcome}`;
    return () => ({ task: 'regression', of });
  },
};

/** The unit of a feature that is a column as it stands, and which features are dates. */
export function featureWordsOf({ features, schema: json }: Content): ReadonlyMap<string, FeatureWords> {
  const schema = schemaFromJson(json);
  return new Map(
    features.flatMap(({ of, node }): (readonly [string, FeatureWords])[] => {
      if (timeWordsOf(node)) return [[of, { time: true }]];
      const unit = node.kind === 'column' ? schema[node.name]?.spec.unit : undefined;
      return unit === undefined ? [] : [[of, { unit }]];
    }),
  );
}
