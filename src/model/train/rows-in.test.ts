import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { sigmoid } from '../../core/index.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt, linear } from '../../learn/index.js';
import { checkData, model, openModel, predictRows, train, type Model } from '../index.js';

const block = blockRun();
const schema = { id: t.id(), tenure: t.int(), bill: t.number(), plan: t.category().nullable(), left: t.bool({ true: 'Yes', false: 'No' }) };
const list = people(300);
const simple = { learner: linear() } as const;
const learns = (definition: unknown): Promise<Awaited<ReturnType<typeof train>>> => train(definition as Model, block.run);

describe('rows on their way in', () => {
  it('go to quarantine by a rule, stay out by a filter, and are left out without a target, all counted', async () => {
    const dirty = list.map((row, i) => ({ ...row, tenure: i < 4 ? -1 : row.tenure, left: i >= 10 && i < 17 ? null : row.left }));
    const strict = rows(dirty as never, { ...schema, left: schema.left.nullable() })
      .check((c) => ({ 'tenure is not negative': c.tenure.gte(0) }))
      .where((c) => c.bill.gte(30));
    const definition = model(
      'strict',
      strict.target('left').features((c) => ({ tenure: c.tenure })),
      simple,
    );
    const checked = await checkData(definition as Model, block.run);
    expect(checked).toMatchObject({ rows: 300, passed: false, rules: [{ rule: 'tenure is not negative', failed: 4 }] });
    expect(readFileSync(checked.quarantine!, 'utf8')).toContain('tenure is not negative');
    const trained = await learns(definition);
    const kept = dirty.filter((row) => row.tenure >= 0 && row.bill >= 30);
    const labelled = kept.filter((row) => row.left !== null);
    expect(trained.rows.train + trained.rows.holdout).toBe(labelled.length);
    expect(trained.rows.quarantined).toBe(4 + kept.length - labelled.length);
    expect(trained.notes).toContain(`${kept.length - labelled.length} rows without a "left" left out.`);
  });

  it('take columns of another table along by key; without a partner they are empty', async () => {
    const plans = rows(
      [
        { code: 'monthly', price: 9 },
        { code: 'yearly', price: 5 },
      ],
      { code: t.category(), price: t.number() },
    );
    const joined = rows(list as never, schema).join(plans, { plan: 'code' });
    const definition = model(
      'joined',
      joined.target('left').features((c) => ({ tenure: c.tenure, price: c.price })),
      simple,
    );
    await learns(definition);
    const [known, unknown] = (
      await predictRows(
        'joined',
        [
          { tenure: 3, price: 5 },
          { tenure: 3, price: null },
        ],
        block.run,
      )
    ).rows;
    expect(known['probability']).not.toBe(unknown['probability']);
  });

  it('weigh what they are told to: doubled rows equal rows of weight 2', async () => {
    const weighted = list.map((row, i) => ({ ...row, w: i % 3 === 0 ? 2 : 1 }));
    const fit = async (name: string, weight: boolean): Promise<Float64Array> => {
      const from = weight ? weighted : weighted.flatMap((row) => (row.w === 2 ? [row, row] : [row]));
      const table = rows(from as never, { ...schema, w: t.number() });
      const target = weight ? table.target('left', { weight: 'w' }) : table.target('left');
      await learns(
        model(
          name,
          target.features((c) => ({ tenure: c.tenure, bill: c.bill })),
          simple,
        ),
      );
      return (await openModel(name, block.run)).rowMargins({ tenure: 10, bill: 50 });
    };
    expect((await fit('weighted', true))[0]).toBeCloseTo((await fit('doubled', false))[0], 5);
  });

  it('refuse a weight that is none', async () => {
    const bad = rows(list.map((row, i) => ({ ...row, w: i === 7 ? 0 : 1 })) as never, { ...schema, w: t.number() });
    const definition = model(
      'unweighted',
      bad.target('left', { weight: 'w' }).features((c) => ({ tenure: c.tenure })),
      simple,
    );
    await expect(learns(definition)).rejects.toMatchObject({ code: 'MW_FEATURES_WEIGHT' });
  });
});

describe('features through the whole path', () => {
  it('vectors, target means and counts of n-grams answer for a row as for the table', async () => {
    const noted = rows(list as never, { ...schema, note: t.text() });
    const definition = model(
      'vectors',
      noted.target('left').features((c) => ({
        plan: learn.oneHot(c.plan),
        risk: learn.targetMean(c.plan),
        grams: c.note.ngrams('word', 1, 8),
        often: learn.frequency(c.plan),
        edge: c.bill.log1p().mul(learn.scale(c.tenure)),
      })),
      { learner: gbdt({ trees: 20 }) },
    );
    const trained = await learns(definition);
    expect(trained.importance.map((i) => i.feature).toSorted()).toEqual(['edge', 'grams', 'often', 'plan', 'risk']);
    const { content, rowMargins } = await openModel('vectors', block.run);
    expect(content.features.filter((f) => f.of === 'plan').map((f) => f.name)).toEqual(
      expect.arrayContaining(['plan=yearly', 'plan=trial']),
    );
    expect(content.features.filter((f) => f.of === 'grams')).toHaveLength(8);
    const scored = (await predictRows('vectors', list as never, block.run)).rows;
    list.forEach((row, i) => expect(sigmoid(rowMargins(row as never)[0])).toBe(scored[i]['probability']));
  });

  it('more levels than a category keeps are unseen ones', async () => {
    const many = Array.from({ length: 400 }, (_, i) => ({ town: `t${i % 200}`, y: (i % 2) + (i % 7) }));
    const definition = model(
      'towns',
      rows(many, { town: t.category(), y: t.number() })
        .target('y')
        .features((c) => ({ town: learn.category(c.town, { max: 10 }) })),
      { learner: gbdt({ trees: 5 }) },
    );
    await learns(definition);
    const { rowMargins } = await openModel('towns', block.run);
    expect(rowMargins({ town: 't150' })).toEqual(rowMargins({ town: 'never seen' }));
  });
});

describe('classes that are hardly there', () => {
  it('a class of two rows is learned and judged', async () => {
    const rare = list.map((row, i) => ({ ...row, segment: i === 5 || i === 200 ? 'platinum' : row.segment }));
    const definition = model(
      'rare',
      rows(rare as never, { ...schema, segment: t.category() })
        .target('segment')
        .features((c) => ({ bill: c.bill })),
    );
    const trained = await learns(definition);
    expect(trained.metrics['log_loss'].value).toBeLessThan(trained.baseline['log_loss']);
    expect((await openModel('rare', block.run)).content.labels).toEqual(['basic', 'gold', 'platinum', 'silver']);
  });

  it('a class of one row is refused by its name', async () => {
    const rare = list.map((row, i) => ({ ...row, segment: i === 5 ? 'platinum' : row.segment }));
    const definition = model(
      'one',
      rows(rare as never, { ...schema, segment: t.category() })
        .target('segment')
        .features((c) => ({ bill: c.bill })),
      simple,
    );
    await expect(learns(definition)).rejects.toMatchObject({
      code: 'MW_FEATURES_TARGET_RARE',
      message: expect.stringContaining('platinum'),
    });
  });

  it('a class that only the newest rows have leaves nothing to learn before the holdout', async () => {
    const late = list.map((row, i) => ({ ...row, left: i >= 250 ? 'Yes' : 'No' }));
    const definition = model(
      'late',
      rows(late as never, { ...schema, at: t.timestamp() })
        .target('left', { time: 'at' })
        .features((c) => ({ tenure: c.tenure })),
    );
    await expect(learns(definition)).rejects.toMatchObject({
      code: 'MW_MODEL_ONE_CLASS',
      message: expect.stringContaining('all 240 rows before the holdout have "No"'),
    });
  });
});

describe('what a training says beside its figures', () => {
  it('slices, doubts and the money of each way to decide', async () => {
    const leaky = list.map((row) => ({ ...row, told: row.left === 'Yes' ? 1 : 0 }));
    const definition = model(
      'leaky',
      rows(leaky as never, { ...schema, told: t.int() })
        .target('left')
        .features((c) => ({ tenure: c.tenure, told: c.told })),
      {
        ...simple,
        slices: (c) => ({ short: c.tenure.lt(30) }),
        currentRule: (c) => c.tenure.lt(5),
        decide: { act: 'call', cost: 5, valueIfRight: 30, currency: 'EUR' },
      },
    );
    const trained = await learns(definition);
    expect(trained.warnings).toEqual([expect.objectContaining({ probe: 'singleFeature', feature: 'told' })]);
    const { evaluation } = (await openModel('leaky', block.run)).record;
    expect(evaluation.slices.map((s) => s.name)).toEqual(['short']);
    expect(evaluation.money!.policies.map((p) => p.name)).toEqual(['model', 'nothing', 'everyone', 'rule', 'perfect']);
    expect(trained.money).toMatchObject({ currency: 'EUR', threshold: 5 / 30 });
  });
});
