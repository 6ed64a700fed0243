import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, openRun } from '../../test/support/model-run.js';
import { random } from '../core/index.js';
import { t } from '../data/index.js';
import { learn } from '../expr/index.js';
import { rows } from '../features/index.js';
import { linear, rLearner, tLearner, xLearner } from '../learn/index.js';
import {
  anchorsOfRows,
  counterfactualsOfRows,
  decider,
  diffVersions,
  evaluateVersion,
  explainRows,
  model,
  openAnyModel,
  predictFile,
  predictRows,
  promoteVersion,
  reportHtml,
  train,
  type Model,
  type Trained,
} from './index.js';

interface Customer {
  readonly id: string;
  readonly age: number;
  readonly visits: number;
  readonly region: string;
  readonly mailed: string;
  readonly bought: string;
  readonly spent: number;
}

/** A mailing: it persuades those under 40, puts those over 60 off, and frequent visitors buy anyway. */
const effectOf = (age: number): number => (age < 40 ? 0.3 : age > 60 ? -0.15 : 0);

function campaign(seed: number, count: number, share = 0.5): readonly Customer[] {
  const draw = random(seed, 'mailing');
  return Array.from({ length: count }, (_, i) => {
    const [age, visits] = [18 + draw.int(60), draw.int(20)];
    const isMailed = draw.uniform() < share;
    const buys = draw.uniform() < 0.2 + 0.02 * visits + (isMailed ? effectOf(age) : 0);
    return {
      id: `c${i}`,
      age,
      visits,
      region: ['north', 'south'][draw.int(2)],
      mailed: isMailed ? 'yes' : 'no',
      bought: buys ? 'yes' : 'no',
      spent: buys ? 20 + visits + draw.normal() : 0,
    };
  });
}

const schema = {
  id: t.id(),
  age: t.int(),
  visits: t.int(),
  region: t.category(),
  mailed: t.bool({ true: 'yes', false: 'no' }).nullable(),
  bought: t.bool({ true: 'yes', false: 'no' }).nullable(),
  spent: t.number(),
};
const list = campaign(3, 3000);
const fresh = campaign(4, 3000);
const tableOf = (customers: readonly object[]) => rows(customers as never, schema);
const mailing = { act: 'mail', cost: 2, value: 40, currency: 'EUR' } as const;
const mailModel = (customers: readonly object[] = list, options: object = {}) =>
  model(
    'mail',
    tableOf(customers)
      .uplift('bought', { treatment: 'mailed' })
      .features((c) => ({ age: c.age, visits: c.visits, region: learn.category(c.region) })),
    { decide: mailing, ...options },
  );
const quick = { learner: xLearner({ outcome: linear(), effect: { learner: 'gbdt', params: { trees: 30, leaves: 4 } } }) };
const jsonl = (customers: readonly object[]): string => customers.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('from a past campaign to whom to treat', () => {
  const block = blockRun();
  let trained: Trained;
  beforeAll(async () => {
    trained = await train(mailModel() as Model, block.run);
  });
  const at = (name: string, content?: string): string => {
    const path = join(block.root, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };

  it('compares three methods over two learners by Qini, and finds what was planted', () => {
    expect(trained).toMatchObject({ task: 'uplift', target: null, metric: 'qini', rows: { train: 2400, holdout: 600 } });
    const names = trained.leaderboard.map(({ learner, params }) => `${learner} ${(params['outcome'] as { learner: string }).learner}`);
    expect(names.toSorted()).toEqual(['r', 't', 'x'].flatMap((method) => [`${method}_learner gbdt`, `${method}_learner linear`]));
    expect(trained.leaderboard[0]).toMatchObject({ folds: expect.objectContaining({ length: 5 }), standardError: expect.any(Number) });
    expect(trained.metrics['qini'].low).toBeGreaterThan(0);
    expect(trained.baseline['qini']).toBe(0);
    expect(trained.warnings).toEqual([]);
    const [first] = trained.uplift!.evaluation.groups;
    expect(first.observed!.low).toBeLessThan(0.3);
    expect(first.observed!.high).toBeGreaterThan(0.3);
    expect(trained.headline).toMatch(/^Choosing by the model whom to mail, \d+(\.\d)?% of the rows, earns EUR/);
  });

  it('gives the uplift, both arms and the decision in a file, in memory and online', async () => {
    const { out } = await predictFile('mail@1', { in: at('in.jsonl', jsonl(fresh.slice(0, 300))), out: at('out.jsonl') }, block.run);
    const scored = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number | string>);
    expect(Object.keys(scored[0])).toEqual(['id', 'prediction', 'expected_treated', 'expected_control', 'decision']);
    const memory = await predictRows('mail@1', fresh.slice(0, 300) as never, block.run);
    expect(memory.rows).toEqual(scored);
    const open = await openAnyModel('mail@1', block.run);
    const said = decider(open.content.decide!, 'uplift');
    fresh.slice(0, 300).forEach(({ age, visits, region }, i) => {
      const row = { age, visits, region };
      const [uplift] = open.rowMargins(row);
      expect([uplift, said(uplift, row).decision]).toEqual([scored[i]['prediction'], scored[i]['decision']]);
      expect(scored[i]['decision']).toBe((scored[i]['prediction'] as number) * 40 - 2 >= 0 ? 'mail' : '');
      expect(scored[i]['expected_treated']).toBeGreaterThanOrEqual(0);
    });
    const mean = (isYoung: boolean): number => {
      const some = scored.filter((_, i) => fresh[i].age < 40 === isYoung);
      return some.reduce((sum, row) => sum + (row['prediction'] as number), 0) / some.length;
    };
    expect(mean(true)).toBeCloseTo(0.3, 1);
    expect(mean(false)).toBeLessThan(0.05);
  });

  it('is judged on another campaign: the curve, groups, and money beside everyone and nobody', async () => {
    const some = fresh.map((row, i) => (i < 10 ? { ...row, mailed: '' } : i < 15 ? { ...row, bought: '' } : row));
    const judged = await evaluateVersion('mail@1', at('next.jsonl', jsonl(some)), block.run);
    expect(judged).toMatchObject({ task: 'uplift', rows: 2985, unlabelled: 15 });
    const { evaluation, targeting } = judged.uplift!;
    expect(evaluation.qini.low).toBeGreaterThan(0);
    expect(evaluation.curve.at(-1)).toMatchObject({ share: 1 });
    expect(targeting).toMatchObject({ act: 'mail', currency: 'EUR', estimate: 'doubly_robust' });
    // Mailing those under 40, 22 of 60, is worth 0.3 · 40 − 2 = 10 each: 3.67 a row. No rule earns more.
    const [own, everyone] = targeting!.policies;
    expect(own.perRow.value).toBeGreaterThan(3);
    expect(own.perRow.low).toBeLessThan(3.67);
    expect(own.perRow.value).toBeGreaterThan(everyone.perRow.value);
    expect(targeting!.over.perRow.low).toBeGreaterThan(0);
  });

  it('needs treatment and outcome to be judged, not to predict', async () => {
    const bare = fresh.slice(0, 40).map(({ id, age, visits, region, bought, spent }) => ({ id, age, visits, region, bought, spent }));
    const file = at('bare.jsonl', jsonl(bare));
    await expect(evaluateVersion('mail@1', file, block.run)).rejects.toMatchObject({
      code: 'MW_MODEL_TARGET_MISSING',
      message: expect.stringContaining('mailed'),
    });
    expect(await predictFile('mail@1', { in: file, out: at('bare.csv') }, block.run)).toMatchObject({ rows: 40 });
    const one = at('one.jsonl', jsonl(fresh.filter(({ mailed }) => mailed === 'yes')));
    await expect(evaluateVersion('mail@1', one, block.run)).rejects.toMatchObject({ code: 'MW_EVALUATE_UPLIFT' });
  });

  it('reports who should be treated, how sure that is, and what it rests on', async () => {
    const page = reportHtml(await openAnyModel('mail@1', block.run));
    for (const said of [
      'whom to treat',
      'What treating the most promising first gains',
      'treat everyone',
      'who was treated',
      'rests on one thing',
    ])
      expect(page).toContain(said);
  });

  it('is compared with a newcomer by the Qini of the same rows', async () => {
    await promoteVersion('mail@1', 'champion', { force: false }, block.run);
    const worse = model(
      'mail',
      tableOf(list)
        .uplift('bought', { treatment: 'mailed' })
        .features((c) => ({ visits: c.visits, region: learn.category(c.region) })),
      quick,
    );
    await train(worse as Model, block.run);
    const refused = await promoteVersion('mail@2', 'champion', { force: false }, block.run);
    expect(JSON.stringify(refused)).toMatch(/qini is .* worse than that of mail@1 on the same 600 rows/);
    expect(await diffVersions('mail@1', 'mail@2', block.run)).toBeDefined();
  });
});

describe('an explanation', () => {
  const block = blockRun();
  const [row] = fresh;

  it('is exact where the uplift is a sum: what the columns add to it', async () => {
    await train(mailModel(list, quick) as Model, block.run);
    const [{ prediction, base, contributions }] = (await explainRows('mail@1', [row as never], block.run)).rows;
    expect(base + contributions.reduce((sum, one) => sum + one.effect, 0)).toBeCloseTo(prediction as number, 9);
    expect(contributions[0].feature).toBe('age');
  });

  it('says what would change the decision or the uplift, and proves it', async () => {
    const old = { ...row, age: 58, visits: 4 };
    const { rows: sent } = await predictRows('mail@1', [old] as never, block.run);
    expect(sent[0]).toMatchObject({ decision: '' });
    for (const want of [undefined, 'mail', '>=0.2']) {
      const asked = { ...(want ? { want } : {}), change: ['age'] };
      const [{ want: words, counterfactuals }] = (await counterfactualsOfRows('mail@1', [old] as never, asked, block.run)).rows;
      expect(words).toBe(want === '>=0.2' ? 'an uplift of at least 0.2' : '"mail"');
      expect(counterfactuals[0]).toMatchObject({ decision: 'mail', changes: [{ column: 'age', from: 58 }] });
      const changed = { ...old, age: counterfactuals[0].changes[0].to };
      const [{ prediction, decision }] = (await predictRows('mail@1', [changed] as never, block.run)).rows;
      expect([prediction, decision]).toEqual([counterfactuals[0].prediction, 'mail']);
    }
    await expect(counterfactualsOfRows('mail@1', [old] as never, { want: 'much' }, block.run)).rejects.toThrow(
      /"mail", "nothing", or a range of uplifts/,
    );
  });

  it('says which rule holds the decision, or the uplift within what counts as the same', async () => {
    const [held] = (await anchorsOfRows('mail@1', [{ ...row, age: 25 }] as never, {}, block.run)).rows;
    expect(held).toMatchObject({ held: '"mail"', decision: 'mail', reached: true });
    expect(held.conditions.map(({ feature }) => feature)).toEqual(['age']);
    const [near] = (await anchorsOfRows('mail@1', [{ ...row, age: 70 }] as never, { within: 0.1 }, block.run)).rows;
    expect(near).toMatchObject({ held: expect.stringContaining('an uplift from'), decision: '' });
  });

  it('is not there for a difference of probabilities, and the refusal says what has one', async () => {
    await train(mailModel(list, { learner: tLearner() }) as Model, block.run);
    await expect(explainRows('mail@2', [row as never], block.run)).rejects.toMatchObject({
      code: 'MW_MODEL_NO_CONTRIBUTIONS',
      message: expect.stringContaining('t_learner'),
    });
  });

  it('is there for a difference of numbers', async () => {
    const spending = model(
      'spending',
      tableOf(list)
        .uplift('spent', { treatment: 'mailed' })
        .features((c) => ({ age: c.age, visits: c.visits })),
      { learner: tLearner() },
    );
    await train(spending as Model, block.run);
    const [{ prediction, base, contributions }] = (await explainRows('spending@1', [row as never], block.run)).rows;
    expect(base + contributions.reduce((sum, one) => sum + one.effect, 0)).toBeCloseTo(prediction as number, 9);
  });
});

describe('the same campaign and seed give the same digest', () => {
  const digestOf = async (threads: number, learner: object): Promise<string> => {
    const { run, close } = await openRun();
    try {
      return (await train(mailModel(list.slice(0, 800), { learner }) as Model, { ...run, threads })).digest;
    } finally {
      await close();
    }
  };
  const boosted = { outcome: { learner: 'gbdt', params: { trees: 20 } }, effect: { learner: 'gbdt', params: { trees: 10 } } } as const;

  it.each([
    ['t', tLearner({ outcome: boosted.outcome })],
    ['x', xLearner(boosted)],
    ['r', rLearner({ ...boosted, folds: 3 })],
  ])('for any number of threads: %s', async (_, learner) => {
    expect(await digestOf(2, learner)).toBe(await digestOf(1, learner));
  });
});

describe('money', () => {
  const block = blockRun();
  it('keeps to a limit, and takes amounts of rows', async () => {
    const limited = mailModel(list, {
      ...quick,
      decide: {
        act: 'mail',
        cost: 2,
        value: (c: { visits: { add: (by: number) => never } }) => c.visits.add(30),
        limit: { acts: 10, per: 'week', of: 100 },
      },
    });
    await train(limited as Model, block.run);
    const path = join(block.root, 'hundred.jsonl');
    writeFileSync(path, jsonl(fresh.slice(0, 100)));
    const { decided, out } = await predictFile('mail@1', { in: path, out: join(block.root, 'hundred.csv') }, block.run);
    expect(decided).toMatchObject({ acts: 10, spend: 20, ownAmounts: true });
    expect(
      readFileSync(out, 'utf8')
        .split('\n')
        .filter((line) => line.includes(',mail,')).length,
    ).toBe(10);
  });

  it('calls its amounts by the names of the definition', async () => {
    const value = (of: unknown) => ({ decide: { act: 'mail', cost: 2, value: () => of } });
    expect(() => mailModel(list, value('much'))).toThrow(/decide\.value is "much"/);
    const lossy = mailModel(list, {
      ...quick,
      decide: { act: 'mail', cost: 2, value: (c: { visits: { sub: (by: number) => never } }) => c.visits.sub(5) },
    });
    const { version, notes } = await train(lossy as Model, block.run);
    expect(notes.join(' ')).toMatch(/rows whose value is negative/);
    const { rows: said } = await predictRows(`mail@${version}`, [{ ...list[0], visits: 1 }] as never, block.run);
    expect(said[0]).toMatchObject({ decision: '', undecided: 'value is negative' });
  });

  it('is told as treating costs and brings', () => {
    expect(() => mailModel(list, { decide: { act: 'mail', cost: 2, valueIfRight: 40 } })).toThrow(
      expect.objectContaining({ code: 'MW_MODEL_OPTION_UNKNOWN', message: expect.stringContaining('decide.valueIfRight') }),
    );
    expect(() => mailModel(list, { decide: { act: 'mail', cost: 2 } })).toThrow(/decide\.value/);
  });
});

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
  const refused = async (change: (one: Customer, i: number) => object, code: string, message: RegExp, some = schema): Promise<void> => {
    const problem = rows(list.slice(0, 400).map(change) as never, some as typeof schema).uplift('bought', { treatment: 'mailed' });
    const fault = train(model('bad', problem.features((c) => ({ age: c.age }))) as Model, block.run); // prettier-ignore
    await expect(fault).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
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
