import { describe, expect, it } from 'vitest';
import { type Customer, effectOf, campaign, schema, list, tableOf, mailing, mailModel, quick } from '../../test/support/campaign.js';
import { blockRun } from '../../test/support/model-run.js';
import { random } from '../core/index.js';
import { t } from '../data/index.js';
import { rows } from '../features/index.js';
import { model, train, type Model } from './index.js';

describe('rows of a group', () => {
  const block = blockRun();
  it('are drawn whole: five copies of a row say no more than one', async () => {
    const copies = list.slice(0, 600).flatMap((one) => Array.from({ length: 5 }, () => one));
    const problem = rows(copies as never, { ...schema, id: t.category() }).uplift('bought', { treatment: 'mailed', group: 'id' });
    const grouped = model(
      'mail',
      problem.features((c) => ({ age: c.age, visits: c.visits })),
      quick,
    );
    const { effect } = (await train(grouped as Model, block.run)).uplift!.evaluation;
    // 120 customers, half of them mailed, 45% of whom buy: 2 · 1.96 · √(2 · 0.25 / 60) = 0.36; as 600 rows it would be 0.16.
    expect(effect.high - effect.low).toBeGreaterThan(0.26);
    expect(effect.high - effect.low).toBeLessThan(0.46);
  });
});

describe('where no lot decided', () => {
  const block = blockRun();
  /** Who visits often is mailed more. */
  const chosen = (seed: number): readonly Customer[] => {
    const draw = random(seed, 'chosen');
    return campaign(seed, 3000).map((one) => {
      const isMailed = draw.uniform() < 0.1 + 0.04 * one.visits;
      const buys = draw.uniform() < 0.2 + 0.02 * one.visits + (isMailed ? effectOf(one.age) : 0);
      return { ...one, mailed: isMailed ? 'yes' : 'no', bought: buys ? 'yes' : 'no' };
    });
  };
  const modelOf = (assignment: 'chance' | 'columns') =>
    model(
      'mail',
      tableOf(chosen(8))
        .uplift('bought', { treatment: 'mailed', assignment })
        .features((c) => ({ age: c.age, visits: c.visits })),
      { ...quick, decide: mailing },
    );

  it('the arms give it away', async () => {
    const { warnings } = await train(modelOf('chance') as Model, block.run);
    expect(warnings).toEqual([expect.objectContaining({ probe: 'uneven_arms', feature: 'visits' })]);
  });

  it('the chance of each row is estimated from its features, and that is said', async () => {
    const trained = await train(modelOf('columns') as Model, block.run);
    expect(trained.warnings).toEqual([]);
    expect(trained.notes.join(' ')).toContain('No lot decided who was treated');
    const { treats, perRow } = trained.uplift!.targeting!.policies[1];
    // Mailing everyone: (22 · 0.3 − 17 · 0.15) / 60 · 40 − 2 = 0.7.
    expect(treats).toBe(1);
    expect(perRow.low).toBeLessThan(0.7);
    expect(perRow.high).toBeGreaterThan(0.7);
  });
});

describe('a campaign of which nothing can be learned', () => {
  const block = blockRun();
  const refused = async (
    change: (one: Customer, i: number) => object,
    code: string,
    message: RegExp,
    some = schema,
    fix = /./,
  ): Promise<void> => {
    const problem = rows(list.slice(0, 400).map(change) as never, some as typeof schema).uplift('bought', { treatment: 'mailed' });
    const fault = train(model('bad', problem.features((c) => ({ age: c.age }))) as Model, block.run); // prettier-ignore
    await expect(fault).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      fix: expect.stringMatching(fix) as string,
    });
  };
  const arms = { ...schema, mailed: t.category() };

  it('because all were treated', () =>
    refused((one) => ({ ...one, mailed: 'yes' }), 'MW_FEATURES_TREATMENT_ARMS', /has one value in 400 rows/));
  it('because there are three arms', () =>
    refused((one, i) => ({ ...one, mailed: ['a', 'b', 'c'][i % 3] }), 'MW_FEATURES_TREATMENT_ARMS', /has 3 values/, arms as never));
  it('because nothing says which arm was treated', () =>
    refused((one, i) => ({ ...one, mailed: 'ab'[i % 2] }), 'MW_FEATURES_TREATMENT_WHICH', /means treated: .*a.*b/, arms as never));
  it('because nothing says it, and what is suggested is not the arm of those left out', () =>
    refused(
      (one, i) => ({ ...one, mailed: ['Control', 'letter'][i % 2] }),
      'MW_FEATURES_TREATMENT_WHICH',
      /"Control" and "letter"/,
      arms as never,
      /treated: 'letter'/,
    ));
  it('because an arm is hardly there', () =>
    refused((one, i) => ({ ...one, mailed: i < 5 ? 'no' : 'yes' }), 'MW_FEATURES_TREATMENT_FEW', /"mailed" = no only 5 are there/));
  it('because nobody of an arm bought', () =>
    refused(
      (one) => (one.mailed === 'no' ? { ...one, bought: 'no' } : one),
      'MW_FEATURES_TREATMENT_FEW',
      /= no only 0 have "bought" = yes/,
    ));
  it('because no row tells who was treated', () =>
    refused((one) => ({ ...one, mailed: '' }), 'MW_FEATURES_TREATMENT_ARMS', /every one of the 0 rows|lacks a value/));

  it('rows of which treatment or outcome are unknown are left out, and counted', async () => {
    const gaps = list.slice(0, 600).map((one, i) => (i < 20 ? { ...one, mailed: '' } : one));
    const trained = await train(mailModel(gaps, quick) as Model, block.run);
    expect(trained.rows.quarantined).toBe(20);
    expect(trained.notes.join(' ')).toContain('20 rows without a "mailed" or a "bought" left out.');
  });

  it('neither treatment nor outcome is a column for features, slices or amounts', () => {
    const problem = tableOf(list).uplift('bought', { treatment: 'mailed' });
    // @ts-expect-error the treatment is no column here
    expect(() => problem.features((c) => ({ was: c.mailed }))).toThrow(/no column "mailed"/);
    // @ts-expect-error nor is the outcome
    expect(() => problem.features((c) => ({ was: c.bought }))).toThrow(/no column "bought"/);
    expect(() => tableOf(list).uplift('bought', { treatment: 'spent' as never })).toThrow(
      expect.objectContaining({ code: 'MW_FEATURES_OPTION_KIND' }),
    );
    expect(() => tableOf(list).uplift('bought', {} as never)).toThrow(expect.objectContaining({ code: 'MW_FEATURES_TREATMENT_NONE' }));
  });
});
