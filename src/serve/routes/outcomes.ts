import { mwError } from '../../core/index.js';
import { parseTime } from '../../expr/index.js';
import { recordOutcomes, type Outcome } from '../../monitor/index.js';
import type { ServeContext } from '../context.js';
import type { JsonSchema, Route } from '../route.js';
import { problems } from './schemas.js';

/** An outcome as it is sent. */
interface SentOutcome {
  readonly id?: string;
  readonly key?: string;
  readonly model?: string;
  readonly value: string | number | boolean;
  readonly at?: string;
}

const name: JsonSchema = { type: 'string', minLength: 1, maxLength: 1000 };
const report: Readonly<Record<string, JsonSchema>> = {
  value: { type: ['string', 'number', 'boolean'], description: "The label in the data's own spelling, or the number." },
  at: { type: 'string', format: 'date-time', description: 'When it became true (default: now).' },
};
const byId: JsonSchema = {
  type: 'object',
  required: ['id', 'value'],
  additionalProperties: false,
  properties: { id: { ...name, description: 'The id that the prediction was answered with.' }, ...report },
};
const byKey: JsonSchema = {
  type: 'object',
  required: ['key', 'value'],
  additionalProperties: false,
  properties: {
    key: { ...name, description: "The row's own id: means the latest prediction about it at that time." },
    model: { ...name, description: 'Only predictions of this model.' },
    ...report,
  },
};

/** What became true of predictions. */
export const outcomeRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/outcomes',
    scope: 'label',
    summary: 'Reports what became true of predictions, at any delay; the same report again changes nothing.',
    schema: {
      body: {
        type: 'object',
        required: ['outcomes'],
        additionalProperties: false,
        properties: { outcomes: { type: 'array', minItems: 1, maxItems: 10_000, items: { anyOf: [byId, byKey] } } },
      },
      response: {
        '200': {
          type: 'object',
          required: ['joined', 'unknown'],
          properties: {
            joined: { type: 'integer', description: 'Reports that belong to a prediction.' },
            unknown: { type: 'array', items: { type: 'string' }, description: 'Ids and keys without a prediction.' },
          },
        },
        ...problems(400, 401, 403, 413, 415, 422, 429, 503),
      },
    },
    handle: async ({ run, live, clock, observe }, { body }) => {
      const { outcomes } = body as { outcomes: readonly SentOutcome[] };
      const now = clock();
      const labelsOf = async (model: string, version: number): Promise<readonly string[] | undefined> => {
        try {
          return (await live.find(`${model}@${version}`)).open.content.labels;
        } catch {
          return undefined;
        }
      };
      const recorded = await recordOutcomes(
        run.workspace.store,
        outcomes.map((one, index) => outcomeOf(one, index, now)),
        clock,
        labelsOf,
      );
      observe.outcomes(recorded.joined, recorded.unknown.length);
      return { status: 200, body: recorded };
    },
  },
];

function outcomeOf({ at, ...rest }: SentOutcome, index: number, now: number): Outcome {
  const time = at === undefined ? now : parseTime(at);
  if (Number.isNaN(time))
    throw mwError(
      'MW_SERVE_REQUEST',
      { part: 'body', reason: `outcomes[${index}].at is no point in time, such as 2026-01-31T12:00:00Z` },
      { where: `outcomes[${index}].at` },
    );
  return { ...rest, at: time } as Outcome;
}
