import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { list, fresh, tableOf, mailModel, quick, jsonl } from '../../test/support/campaign.js';
import { blockRun, openRun } from '../../test/support/model-run.js';
import { learn } from '../expr/index.js';
import { rLearner, tLearner, xLearner } from '../learn/index.js';
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
      'r_learner over linear',
      'Ways to learn the effect',
    ])
      expect(page).toContain(said);
    expect(page).not.toContain('undefined');
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
