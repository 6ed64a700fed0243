import { figure, percent, type AnyTask } from '../../core/index.js';
import { hasRowAmounts, type ModelContent } from '../../model/index.js';
import type { JsonSchema } from '../route.js';

/** The JSON Schema of one prediction of a version: what its task, its coverage and its money make of the general one, `general`. */
export function predictionSchemaOf(
  content: Pick<ModelContent<AnyTask>, 'task' | 'labels' | 'decide' | 'coverage'>,
  general: JsonSchema,
): JsonSchema {
  const { task, labels, decide, coverage } = content;
  const properties = general['properties'] as Readonly<Record<string, JsonSchema>>;
  const { value, probability, probabilities, expected, interval, set, decision, undecided, ...rest } = properties;
  const own: Record<string, JsonSchema> = {
    value: VALUES[task](value, labels),
    ...(task === 'binary' ? { probability: { ...probability, description: `Of ${JSON.stringify(labels[1])}.` } } : {}),
    ...(task === 'uplift' ? { expected } : {}),
    ...(task === 'multiclass' ? { probabilities: ofLabels(probabilities, labels) } : {}),
    ...(coverage && task === 'regression'
      ? { interval: { ...interval, description: `Meant to hold the truth of ${percent(coverage.level)} of all rows.` } }
      : {}),
    ...(coverage && task !== 'regression'
      ? {
          set: {
            ...set,
            minItems: 1,
            items: { type: 'string', enum: labels },
            description: `Meant to hold the truth of ${percent(coverage.level)} of all rows.`,
          },
        }
      : {}),
    ...(decide
      ? {
          decision: {
            ...decision,
            enum: [decide.act, ''],
            description: whenToAct(decide),
          },
          ...(hasRowAmounts(decide) ? { undecided } : {}),
        }
      : {}),
  };
  const required = [...(general['required'] as readonly string[]), ...Object.keys(own).filter((name) => !OPEN.includes(name))];
  return { ...general, required, properties: { id: rest['id'], ...own, ...rest } };
}

/** Answers that are not in every row, or required anyway. */
const OPEN: readonly string[] = ['value', 'undecided'];

/** When a version acts, in words. */
function whenToAct({ policy, threshold, limit, cut }: NonNullable<ModelContent['decide']>): string {
  const pays = policy === 'expected_value' ? 'by the amounts of the row' : `nothing below a probability of about ${figure(threshold)}`;
  const what = policy === 'top_k' ? 'What the likeliest get' : `What pays, ${pays}`;
  if (!limit || cut === undefined) return `${what}.`;
  return `${what}; of what pays as much as the limit of a ${limit.per} allows, if the rows are like those of training.`;
}

type Valued = (general: JsonSchema | undefined, labels: readonly string[]) => JsonSchema;

const label: Valued = (general, labels) => ({
  ...general,
  type: 'string',
  enum: labels,
  description: "The predicted label, in the data's own spelling.",
});

/** What each task answers. */
const VALUES: Readonly<Record<AnyTask, Valued>> = {
  binary: label,
  multiclass: label,
  regression: (general) => ({ ...general, type: 'number', description: 'The predicted number.' }),
  segment: (general, labels) => ({ ...general, type: 'string', enum: labels, description: "The segment's name." }),
  outlier: (general) => ({ ...general, type: 'number', description: 'How odd the row is; higher is odder.' }),
  uplift: (general) => ({ ...general, type: 'number', description: 'How much more is to come of the row when it is treated: the uplift.' }),
};

const ofLabels = (general: JsonSchema | undefined, labels: readonly string[]): JsonSchema => ({
  ...general,
  type: 'object',
  required: labels,
  properties: Object.fromEntries(labels.map((label) => [label, { type: 'number', minimum: 0, maximum: 1 }])),
});
