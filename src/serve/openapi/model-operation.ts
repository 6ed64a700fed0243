import type { AnyTask } from '../../core/index.js';
import type { LiveVersion } from '../live/live-version.js';
import type { JsonSchema, Route } from '../route.js';
import { predictionSchemaOf } from './answer-schema.js';
import { columnNotes } from './column-notes.js';
import { explains, faultExample, predictExample } from './examples.js';
import { operationOf, schemaRef, withIn, type Part } from './operation.js';
import { rowSchemaOf } from './row-schema.js';
import type { SeenRanges } from './seen-ranges.js';

/** A version that answers, with what its training rows had in its columns of numbers, where that is known. */
export type ServedModel = LiveVersion & { readonly ranges?: SeenRanges | undefined };

/** The keyword that says which version a schema is of. */
export const VERSION = 'x-version';

type Described = Omit<Route<never>, 'handle'>;
type Properties = Readonly<Record<string, JsonSchema>>;

const bodyOf = (route: Described): Properties => route.schema.body?.['properties'] as Properties;
const answerOf = (route: Described): Properties => route.schema.response['200']['properties'] as Properties;

/** The schemas of a served version: of a row, and of what is said of it. */
export function modelSchemas(route: Described, { model, version, open, ranges }: ServedModel): readonly (readonly [string, JsonSchema])[] {
  const { content } = open;
  const general = answerOf(route)['predictions']['items'] as JsonSchema;
  return [
    [`${model}.row`, { title: `A row of ${model}`, ...rowSchemaOf(content, columnNotes(open, ranges)) }],
    [`${model}.prediction`, { title: `A prediction of ${model}`, [VERSION]: version, ...predictionSchemaOf(content, general) }],
  ];
}

/** What a served version makes of the general predict route: its own path, rows, answers, and real examples. */
export function modelOperation(route: Described, version: ServedModel): Part {
  const { model, open } = version;
  const { params: _, ...schema } = route.schema;
  const body = { ...schema.body, properties: { ...bodyOf(route), rows: { ...bodyOf(route)['rows'], items: schemaRef(`${model}.row`) } } };
  const predictions = { type: 'array', items: schemaRef(`${model}.prediction`) };
  const answer = { ...schema.response['200'], properties: { ...answerOf(route), model: { const: model }, predictions } };
  const operation = operationOf({
    ...route,
    path: `/v1/models/${model}/predict`,
    schema: { ...schema, body, response: { ...schema.response, 200: answer } },
  });
  return withExamples(
    {
      ...operation,
      operationId: `predict_${model}`,
      summary: SUMMARIES[open.content.task](open.content.target ?? '', model),
      description: wordsOf(version),
    },
    version,
  );
}

function wordsOf({ version, open }: LiveVersion): string {
  const { content, record } = open;
  const measured = record.metrics[record.metric];
  const good = measured
    ? `${record.metric} ${shown(measured.value)} (${shown(measured.low)} to ${shown(measured.high)})`
    : `${record.metric} undefined`;
  const labels = content.task === 'binary' ? ` \`probability\` is that of ${JSON.stringify(content.labels[1])}.` : '';
  return (
    `Version ${version} answers: ${content.task}, by ${content.learner}, ${good} on ` +
    `${record.rows.holdout} rows that it had not seen.${labels}`
  );
}

const predicts = (target: string, model: string): string => `Predicts ${target} by ${model}.`;

/** What a path of a task's model does, in one sentence. */
const SUMMARIES: Readonly<Record<AnyTask, (target: string, model: string) => string>> = {
  binary: predicts,
  multiclass: predicts,
  regression: predicts,
  segment: (_, model) => `Names the segment of each row by ${model}.`,
  outlier: (_, model) => `Says how odd each row is by ${model}.`,
  uplift: (_, model) => `Says what treating each row would change, and whom to treat, by ${model}.`,
};

const shown = (n: number): string => String(Number(n.toPrecision(4)));

/** Puts real requests and answers into an operation: plain, and with reasons where the model can give them. */
function withExamples(operation: Part, version: LiveVersion): Part {
  const plain = predictExample(version, false);
  if (!plain) return operation;
  const explained = explains(version) ? predictExample(version, true) : undefined;
  const named = (part: 'request' | 'answer') => ({
    plain: { summary: 'A row of the training data', value: plain[part] },
    ...(explained ? { explained: { summary: 'With reasons', value: explained[part] } } : {}),
  });
  const { requestBody, responses } = operation as { requestBody: Part; responses: Readonly<Record<string, Part>> };
  const fault = faultExample(version);
  return {
    ...operation,
    requestBody: withIn(requestBody, 'application/json', named('request')),
    responses: {
      ...responses,
      200: withIn(responses['200'], 'application/json', named('answer')),
      ...(fault ? { 422: faultResponse(fault) } : {}),
    },
  };
}

const faultResponse = (fault: object): Part => ({
  description: 'A row breaks the schema; nothing was answered.',
  content: {
    'application/problem+json': { schema: schemaRef('Problem'), examples: { missing: { summary: 'A column is missing', value: fault } } },
  },
});
