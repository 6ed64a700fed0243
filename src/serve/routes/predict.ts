import { answerJson } from '../answer/answer-json.js';
import { predict, type PredictRequest } from '../answer/predict.js';
import type { ServeContext } from '../context.js';
import { JSON_TYPE, type JsonSchema, type Route } from '../route.js';
import { modelParam, problems } from './schemas.js';

const reason: JsonSchema = {
  type: 'object',
  required: ['feature', 'value', 'effect', 'text'],
  properties: {
    feature: { type: 'string' },
    value: { type: ['number', 'string', 'boolean', 'null'] },
    effect: {
      type: 'number',
      description: 'Exact and additive: log-odds of the positive class, the score of the predicted class, or the number itself.',
    },
    text: { type: 'string', description: 'In English.' },
    direction: { enum: ['up', 'down'], description: 'Whether the feature moves the prediction, or its chance, up or down.' },
    template: {
      type: 'string',
      description: 'Which sentence `text` is, for applications that word it in another language: one of `reasonWords.en.moved`.',
    },
    params: {
      type: 'object',
      description: 'What stands in that sentence.',
      required: ['feature', 'value', 'kind'],
      properties: {
        feature: { type: 'string' },
        value: { type: ['number', 'string', 'boolean', 'null'] },
        kind: {
          enum: ['number', 'text', 'bool', 'date', 'missing'],
          description: 'What the value is. A yes or no of the data is a text, in its own spelling; bool is a feature that asks something.',
        },
        unit: { type: 'string' },
        of: { type: 'string' },
        size: { type: 'number' },
        sizeUnit: { type: 'string' },
      },
    },
  },
};

const anomaly: JsonSchema = {
  type: 'object',
  required: ['score', 'columns'],
  description: 'How unusual the row is beside the rows of training, where that was asked for and they are known.',
  properties: {
    score: {
      type: 'number',
      minimum: 0,
      description:
        'Minus the decimal logarithm of the chance that a training row is as odd, were its columns independent: 3 is one in a thousand.',
    },
    columns: {
      type: 'array',
      description: 'Its oddest columns, at most three.',
      items: {
        type: 'object',
        required: ['column', 'share'],
        properties: {
          column: { type: 'string' },
          share: { type: 'number', description: 'Of the training rows whose value lies as far out.' },
        },
      },
    },
  },
};

const interval: JsonSchema = {
  type: 'object',
  required: ['low', 'high'],
  description: 'Where a coverage is promised: between what the truth lies in the promised share of all rows.',
  properties: { low: { type: 'number' }, high: { type: 'number' } },
};

const expected: JsonSchema = {
  type: 'object',
  required: ['treated', 'control'],
  description: 'An uplift: what is expected of the row with the treatment and without.',
  properties: { treated: { type: 'number' }, control: { type: 'number' } },
};

/** One prediction, of any model. */
export const predictionSchema: JsonSchema = {
  type: 'object',
  required: ['id', 'value'],
  properties: {
    id: { type: 'string', format: 'uuid', description: 'Send it back with the outcome when that is known.' },
    value: { type: ['number', 'string'], description: "A regression's number, or the predicted label in the data's own spelling." },
    probability: { type: 'number', minimum: 0, maximum: 1, description: 'Two classes: of the positive one.' },
    probabilities: { type: 'object', additionalProperties: { type: 'number' }, description: 'Several classes: of each.' },
    expected,
    interval,
    set: {
      type: 'array',
      items: { type: 'string' },
      description: 'Where a coverage is promised: the labels among which the truth lies in the promised share of all rows.',
    },
    decision: { type: 'string', description: 'Where money is declared: what to do, or nothing.' },
    undecided: {
      type: 'string',
      description: 'Where amounts of money differ by row: what is wrong with those of this one, so that nothing is done.',
    },
    reasons: { type: 'array', items: reason },
    anomaly,
    version: { type: 'integer', description: 'The version that answered this row, where rules gave it to another one.' },
  },
};

/** Predictions of rows, by name, version or alias. */
export const predictRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/models/:model/predict',
    scope: 'predict',
    summary: 'Predicts rows, and says why when asked to.',
    schema: {
      params: { type: 'object', required: ['model'], properties: { model: modelParam } },
      body: {
        type: 'object',
        required: ['rows'],
        additionalProperties: false,
        properties: {
          rows: { type: 'array', minItems: 1, items: { type: 'object' }, description: "Rows that keep to the model's schema." },
          explain: {
            anyOf: [{ type: 'boolean' }, { type: 'integer', minimum: 1, maximum: 100 }],
            description: 'How many reasons to give per row; true is 3.',
          },
          anomaly: { type: 'boolean', description: 'Whether to say how unusual each row is.' },
        },
      },
      response: {
        '200': {
          type: 'object',
          required: ['model', 'version', 'logged', 'predictions'],
          properties: {
            model: { type: 'string' },
            version: { type: 'integer' },
            logged: {
              type: 'boolean',
              description: 'The answers are kept durably. False when the log is off, asynchronous, or its database is away.',
            },
            predictions: { type: 'array', items: predictionSchema },
          },
        },
        ...problems(400, 401, 403, 404, 413, 415, 422, 429, 503),
      },
    },
    handle: async (context, { params, body }) => {
      const answered = await predict(context, params['model'], body as PredictRequest);
      const { model, version } = answered.version;
      return { status: 200, type: JSON_TYPE, body: answerJson(answered), about: { model, version, rows: answered.rows.length } };
    },
  },
];
