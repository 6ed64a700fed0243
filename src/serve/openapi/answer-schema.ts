import { figure } from '../../core/index.js';
import type { ModelContent } from '../../model/index.js';
import type { JsonSchema } from '../route.js';

/** The JSON Schema of one prediction of a version: what its task and its money make of the general one, `general`. */
export function predictionSchemaOf(content: Pick<ModelContent, 'task' | 'labels' | 'decide'>, general: JsonSchema): JsonSchema {
  const { task, labels, decide } = content;
  const properties = general['properties'] as Readonly<Record<string, JsonSchema>>;
  const { value, probability, probabilities, decision, ...rest } = properties;
  const classes = task !== 'regression';
  const own: Record<string, JsonSchema> = {
    value: classes
      ? { ...value, type: 'string', enum: labels, description: "The predicted label, in the data's own spelling." }
      : { ...value, type: 'number', description: 'The predicted number.' },
    ...(task === 'binary' ? { probability: { ...probability, description: `Of ${JSON.stringify(labels[1])}.` } } : {}),
    ...(task === 'multiclass' ? { probabilities: ofLabels(probabilities, labels) } : {}),
    ...(decide && task === 'binary'
      ? {
          decision: {
            ...decision,
            enum: [decide.act, ''],
            description: `What pays; nothing below a probability of about ${figure(decide.threshold)}.`,
          },
        }
      : {}),
  };
  const required = [...(general['required'] as readonly string[]), ...Object.keys(own).filter((name) => name !== 'value')];
  return { ...general, required, properties: { id: rest['id'], ...own, ...rest } };
}

const ofLabels = (general: JsonSchema | undefined, labels: readonly string[]): JsonSchema => ({
  ...general,
  type: 'object',
  required: labels,
  properties: Object.fromEntries(labels.map((label) => [label, { type: 'number', minimum: 0, maximum: 1 }])),
});
