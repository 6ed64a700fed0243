import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { model, openModel, predictRows, train, type Model } from '../../model/index.js';
import { rowSchemaOf } from '../openapi/row-schema.js';
import { predictionSchemaOf } from '../openapi/answer-schema.js';
import { predictionSchema } from '../routes/predict.js';
import { liveVersion, type LiveVersion } from '../live/live-version.js';
import { answerJson } from './answer-json.js';

const block = blockRun();
const schema = { tenure: t.int(), bill: t.number().nullable(), left: t.bool({ true: 'Yes', false: 'No' }) };
const all = people(400).map(({ tenure, bill, left }) => ({ tenure, bill, left }));
const definition = model(
  'left',
  rows(all as never, schema)
    .target('left')
    .features((c) => ({ tenure: c.tenure })),
  { learner: linear(), decide: { act: 'call', cost: 5, valueIfRight: (c) => c.bill, limit: { acts: 20, per: 'week', of: 100 } } },
) as Model;

let live: LiveVersion;
beforeAll(async () => {
  await train(definition, block.run);
  live = liveVersion(await openModel('left', block.run));
});

interface Told {
  readonly decision: string;
  readonly undecided?: string;
}

function served(some: readonly Readonly<Record<string, unknown>>[]): readonly Told[] {
  const values = some.map((row) => live.reader.read(row)!);
  const margins = live.margins(values);
  const told = values.map((one, i) => ({ id: `p${i}`, by: live, said: live.said(margins, i, one), reasons: undefined }));
  return (JSON.parse(answerJson({ version: live, logged: true, rows: told })) as { predictions: readonly Told[] }).predictions;
}

describe('decisions by the amounts of a row', () => {
  it('are those of rows in memory, and within the limit on rows like those of training', async () => {
    const told = served(all.map(({ tenure, bill }) => ({ tenure, bill })));
    const { rows: due } = await predictRows('left', all, block.run);
    expect(told.map((one) => one.decision)).toEqual(due.map((one) => one['decision']));
    const share = told.filter((one) => one.decision === 'call').length / all.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.3);
  });

  it('are none without an amount, and the row says why; a row that lacks the column is refused by its name', () => {
    expect(served([{ tenure: 1, bill: null }])).toEqual([expect.objectContaining({ decision: '', undecided: 'valueIfRight is missing' })]);
    expect(served([{ tenure: 1, bill: -3 }])[0].undecided).toBe('valueIfRight is negative');
    expect(served([{ tenure: 1, bill: 80 }])[0]).not.toHaveProperty('undecided');
    expect(live.reader.read({ tenure: 1 })).toBeUndefined();
    expect(live.reader.faultOf({ tenure: 1 })).toMatchObject({ column: 'bill' });
  });

  it('are told by the API: what a row needs, and what it may answer', () => {
    const { content } = live.open;
    expect(rowSchemaOf(content)['required']).toEqual(['tenure', 'bill']);
    const answer = predictionSchemaOf(content, predictionSchema);
    expect(answer['required']).not.toContain('undecided');
    expect((answer['properties'] as Record<string, { description: string }>)['decision'].description).toMatch(
      /by the amounts of the row; .* limit of a week/,
    );
    const without = predictionSchemaOf({ ...content, decide: { ...content.decide!, valueIfRight: 30 } }, predictionSchema);
    expect(Object.keys(without['properties'] as object)).not.toContain('undecided');
  });
});
