import { describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { linear, xLearner } from '../../learn/index.js';
import { model, openAnyModel, predictRows, train, type Model } from '../../model/index.js';
import { liveVersion } from '../live/live-version.js';
import { predictExample } from '../openapi/examples.js';
import { predictionSchemaOf } from '../openapi/answer-schema.js';
import { predictionSchema } from '../routes/predict.js';

describe('what is expected in either arm', () => {
  const block = blockRun();
  it('stands beside the uplift, equal to a file to the bit, and in what the API tells', async () => {
    const all = people(400).map(({ tenure, left }, i) => ({ tenure, left, called: i % 3 === 0 ? 'yes' : 'no' }));
    const schema = { tenure: t.int(), left: t.bool({ true: 'Yes', false: 'No' }), called: t.bool({ true: 'yes', false: 'no' }) };
    const problem = rows(all as never, schema).uplift('left', { treatment: 'called' });
    const definition = model(
      'kept',
      problem.features((c) => ({ tenure: c.tenure })),
      { learner: xLearner({ outcome: linear() }) },
    );
    await train(definition as Model, block.run);
    const live = liveVersion(await openAnyModel('kept', block.run));
    const sent = all.slice(0, 20).map(({ tenure }) => ({ tenure }));
    const { rows: due } = await predictRows('kept', all.slice(0, 20) as never, block.run);
    const values = sent.map((row) => live.reader.read(row)!);
    expect(live.expected!(values)).toEqual(due.map((one) => ({ treated: one['expected_treated'], control: one['expected_control'] })));
    const example = predictExample(live, false)!.answer as { readonly predictions: readonly object[] };
    expect(example.predictions[0]).toMatchObject({ expected: { treated: expect.any(Number), control: expect.any(Number) } });
    const told = predictionSchemaOf(live.open.content, predictionSchema);
    expect(told['required']).toContain('expected');
    expect(predictionSchemaOf({ ...live.open.content, task: 'regression' }, predictionSchema)['properties']).not.toHaveProperty('expected');
  });
});
