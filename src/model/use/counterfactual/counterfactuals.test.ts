import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../../test/support/model-run.js';
import { t } from '../../../data/index.js';
import { learn } from '../../../expr/index.js';
import { rows } from '../../../features/index.js';
import { forest, gbdt } from '../../../learn/index.js';
import { counterfactualsOfRows, model, predictRows, train, type Counterfactuals, type Model } from '../../index.js';

const block = blockRun();
const schema = {
  id: t.id(),
  tenure: t.int({ unit: 'months' }).annotate({ monotone: 'increasing', changeCost: 0.1 }),
  bill: t.number(),
  plan: t.category().nullable(),
  at: t.timestamp(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category().annotate({ immutable: true }),
  spend: t.number({ unit: 'EUR' }),
};
const known = Object.keys(schema);
const all = people(500).map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => known.includes(name))));
const table = rows(all as never, schema).check((c) => ({ 'a trial is cheap': c.plan.ne('trial').or(c.bill.lt(60)) }), { level: 'warn' });

const models = {
  left: model(
    'left',
    table.target('left').features((c) => ({
      long: c.tenure.div(12),
      spend: c.tenure.mul(c.bill).log1p(),
      plan: learn.category(c.plan),
      segment: learn.category(c.segment),
      year: c.at.year(),
    })),
    { decide: { act: 'call', cost: 5, valueIfRight: 30 }, learner: gbdt({ trees: 20, leaves: 6 }) },
  ),
  due: model(
    'due',
    table.target('left').features((c) => ({ long: c.tenure.div(12), bill: c.bill, plan: learn.category(c.plan) })),
    {
      decide: { act: 'call', cost: 5, valueIfRight: (c) => c.bill.mul(0.4), limit: { acts: 300, per: 'week', of: 1000 } },
      learner: gbdt({ trees: 20, leaves: 6 }),
    },
  ),
  segment: model(
    'segment',
    table.target('segment').features((c) => ({ bill: c.bill, plan: learn.oneHot(c.plan) })),
    { learner: forest({ trees: 20 }) },
  ),
  spend: model(
    'spend',
    table.target('spend').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan) })),
  ),
};

beforeAll(async () => {
  for (const one of Object.values(models)) await train(one as unknown as Model, block.run);
});

const sent = all.slice(0, 12);

/** Every answer of some rows, and what `predict` says of the rows changed so. */
async function rescored(name: keyof typeof models, { rows: found }: Counterfactuals) {
  const answers = found.flatMap((row, i) => row.counterfactuals.map((one) => ({ one, of: sent[i], row })));
  const changed = answers.map(({ one, of }) => ({ ...of, ...Object.fromEntries(one.changes.map(({ column, to }) => [column, to])) }));
  return { answers, changed, predicted: (await predictRows(name, changed, block.run)).rows };
}

describe('counterfactuals of a version', () => {
  it('are what predict answers to the changed rows, to the bit, and keep annotations and rules', async () => {
    const found = await counterfactualsOfRows('left', sent, {}, block.run);
    expect(found).toMatchObject({ model: 'left', task: 'binary', positive: 'Yes', changeable: ['tenure', 'bill', 'plan'] });
    const { answers, changed, predicted } = await rescored('left', found);
    expect(answers.length).toBeGreaterThan(15);
    answers.forEach(({ one, of, row }, i) => {
      const { prediction, probability, decision } = predicted[i];
      expect([one.prediction, one.probability, one.decision]).toEqual([prediction, probability, decision]);
      expect(one.decision).toBe(row.decision === 'call' ? '' : 'call');
      expect(changed[i]['tenure']).toBeGreaterThanOrEqual(of['tenure'] as number);
      expect(changed[i]['plan'] === 'trial' && (changed[i]['bill'] as number) >= 60).toBe(false);
      for (const { column, from } of one.changes) expect(from).toBe(of[column]);
    });
    const tenureAlone = answers.find(({ one }) => one.changes.length === 1 && one.changes[0].column === 'tenure')!.one;
    const [{ from, to }] = tenureAlone.changes as readonly { from: number; to: number }[];
    expect(tenureAlone.cost).toBeCloseTo(0.1 * (to - from), 12);
  });

  it('go for the decision that predict makes, by the amounts of the changed row and within the limit', async () => {
    const found = await counterfactualsOfRows('due', sent, {}, block.run);
    const now = (await predictRows('due', sent, block.run)).rows;
    expect(found.rows.map(({ decision }) => decision)).toEqual(now.map(({ decision }) => decision));
    expect(new Set(now.map(({ decision }) => decision))).toEqual(new Set(['call', '']));
    const { answers, predicted } = await rescored('due', found);
    expect(answers.length).toBeGreaterThan(5);
    answers.forEach(({ one, row }, i) => {
      expect([one.probability, one.decision]).toEqual([predicted[i]['probability'], predicted[i]['decision']]);
      expect(one.decision).toBe(row.decision === 'call' ? '' : 'call');
      expect(one.text).toMatch(/"call" would (be done within the limit|not be done)\.$/);
    });
    const { rows: none } = await counterfactualsOfRows('due', sent, { want: 'nothing' }, block.run);
    expect(none.map(({ already }) => already)).toEqual(now.map(({ decision }) => decision === ''));
  });

  it('go for a label, for a range of the probability, or for the decision', async () => {
    const of = async (want: string) => (await rescored('left', await counterfactualsOfRows('left', sent, { want }, block.run))).predicted;
    expect((await of('No')).every((row) => row.prediction === 'No')).toBe(true);
    expect((await of('0.4..0.6')).every((row) => Number(row['probability']) >= 0.4 && Number(row['probability']) < 0.6)).toBe(true);
    expect((await of('nothing')).every((row) => row['decision'] === '')).toBe(true);
    const already = (await counterfactualsOfRows('left', sent, { want: '>=0.0001' }, block.run)).rows;
    expect(already.every((row) => row.already && row.counterfactuals.length === 0)).toBe(true);
  });

  it('serve any learner and task: another class, a named class, a number', async () => {
    const other = await counterfactualsOfRows('segment', sent, {}, block.run);
    const { answers, predicted } = await rescored('segment', other);
    answers.forEach(({ one, row }, i) => {
      expect(one.prediction).toBe(predicted[i].prediction);
      expect(one.prediction).not.toBe(row.prediction);
      expect(one.probability).toBe(predicted[i][`probability_${one.prediction}`]);
    });
    expect(answers.length).toBeGreaterThan(10);
    const dear = await rescored('spend', await counterfactualsOfRows('spend', sent, { want: { atLeast: 200 }, keep: ['plan'] }, block.run));
    expect(dear.answers.length).toBeGreaterThan(10);
    expect(dear.predicted.every((row) => Number(row.prediction) >= 200)).toBe(true);
    expect(dear.answers.flatMap(({ one }) => one.changes.map(({ column }) => column))).not.toContain('plan');
  });

  it('say in words what changes, and what comes of it', async () => {
    const row = { ...sent[0], tenure: 3, bill: 50, plan: 'monthly' };
    const [told] = (await counterfactualsOfRows('left', [row], { change: ['tenure'] }, block.run)).rows;
    const [{ changes, text }] = told.counterfactuals;
    expect(text).toMatch(
      new RegExp(
        `^If tenure were ${changes[0].to} months instead of 3, the chance of left would fall from \\S+% to \\S+%, and "call" would no longer pay\\.$`,
      ),
    );
    const [{ counterfactuals, nearest }] = (await counterfactualsOfRows('left', [row], { want: '<0.000001', change: ['plan'] }, block.run))
      .rows;
    expect(counterfactuals).toEqual([]);
    expect(nearest!.changes.map(({ column }) => column)).toEqual(['plan']);
  });

  it('refuse what the model cannot answer, and columns that do not change', async () => {
    const ask = (name: keyof typeof models, options: object) => counterfactualsOfRows(name, [sent[0]], options, block.run);
    await expect(ask('left', { want: 'Maybe' })).rejects.toMatchObject({ code: 'MW_MODEL_WANT' });
    await expect(ask('left', { want: '<1.5' })).rejects.toMatchObject({ code: 'MW_MODEL_WANT' });
    await expect(ask('left', { want: '0.6..0.4' })).rejects.toMatchObject({ code: 'MW_MODEL_WANT' });
    await expect(ask('segment', { want: '<0.3' })).rejects.toMatchObject({ code: 'MW_MODEL_WANT' });
    await expect(ask('spend', {})).rejects.toMatchObject({ code: 'MW_MODEL_WANT' });
    await expect(ask('left', { change: ['segment'] })).rejects.toThrow('the schema says that it never does');
    await expect(ask('left', { change: ['at'] })).rejects.toThrow('time moves on by itself');
    await expect(ask('left', { keep: ['tenur'] })).rejects.toThrow('Did you mean "tenure"?');
  });
});
