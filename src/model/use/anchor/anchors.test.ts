import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../../test/support/model-run.js';
import { random } from '../../../core/index.js';
import { t, type RowValues } from '../../../data/index.js';
import { learn } from '../../../expr/index.js';
import { rows } from '../../../features/index.js';
import { gbdt } from '../../../learn/index.js';
import {
  anchorsOfRows,
  anchorsOfValues,
  model,
  openAnyModel,
  openSketch,
  predictRows,
  train,
  type Anchors,
  type Model,
} from '../../index.js';

const block = blockRun();
const schema = {
  id: t.id(),
  tenure: t.int({ unit: 'months' }),
  bill: t.number(),
  plan: t.category().nullable(),
  paper: t.bool({ true: 'Yes', false: 'No' }),
  at: t.timestamp(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  spend: t.number({ unit: 'EUR' }),
};
const draw = random(5, 'anchors test');
/** Who is new and pays by paper leaves, nobody else does. */
const all = people(800).map(({ id, tenure, bill, plan, at, spend }) => {
  const paper = draw.int(2) === 1;
  return { id, tenure, bill, plan, paper: paper ? 'Yes' : 'No', at, left: paper && tenure < 15 ? 'Yes' : 'No', spend };
});
const table = rows(all as never, schema);
const models = {
  left: model(
    'left',
    table
      .target('left')
      .features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan), paper: c.paper, year: c.at.year() })),
    { learner: gbdt({ trees: 30, leaves: 6 }), decide: { act: 'call', cost: 5, valueIfRight: 30 } },
  ),
  spend: model(
    'spend',
    table.target('spend').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan) })),
  ),
};
beforeAll(async () => {
  for (const one of Object.values(models)) await train(one as unknown as Model, block.run);
});

const planted = { ...all[0], tenure: 4, paper: 'Yes', bill: 50, plan: 'monthly' };
const ask = (name: keyof typeof models, sent: readonly object[], options = {}): Promise<Anchors> =>
  anchorsOfRows(name, sent as never, options, block.run);

/** The decisions of rows of the file that keep to a rule, by the way that `predict` goes. */
async function decisionsUnder({ conditions }: Anchors['rows'][number]): Promise<readonly unknown[]> {
  const kept = all.filter((one) =>
    conditions.every((c) => {
      const cell = one[c.feature as keyof typeof one] as never;
      return c.kind === 'number' ? cell >= (c.from ?? -Infinity) && cell < (c.below ?? Infinity) : c.levels.includes(cell);
    }),
  );
  return (await predictRows('left', kept, block.run)).rows.map((one) => one['decision']);
}

describe('anchors of a version', () => {
  it('find the planted rule, in the words of the data, and hold what predict decides', async () => {
    const found = await ask('left', [planted]);
    expect(found).toMatchObject({ model: 'left', positive: 'Yes', precision: 0.95, among: { kind: 'made', rows: 10_000 } });
    expect(found.columns).toEqual(['tenure', 'bill', 'plan', 'paper']);
    const [row] = found.rows;
    expect(row).toMatchObject({ decision: 'call', held: '"call"', reached: true });
    expect(row.conditions.map(({ feature }) => feature).toSorted()).toEqual(['paper', 'tenure']);
    expect(row.conditions).toContainEqual({ feature: 'paper', kind: 'levels', levels: ['Yes'], missing: false });
    expect(row.text).toMatch(
      /^Where tenure is below (7|15) months and paper is "Yes", [\d.]+% get the same answer, "call"; [\d.]+% of rows made of the values of training are so\.$/,
    );
    const decisions = await decisionsUnder(row);
    expect(decisions.length).toBeGreaterThan(30);
    expect(decisions.filter((one) => one === 'call').length / decisions.length).toBeGreaterThan(0.95);
  });

  it('look among whole rows of a file, and say how many of them a rule is about', async () => {
    const file = join(block.root, 'others.csv');
    const names = ['id', 'tenure', 'bill', 'plan', 'paper', 'at'] as const;
    writeFileSync(file, [names.join(','), ...all.map((one) => names.map((name) => one[name] ?? '').join(','))].join('\n'));
    const { rows: found, among } = await ask('left', [{ ...planted, paper: 'No' }], { among: file });
    expect(among).toEqual({ kind: 'file', rows: 800 });
    expect(found[0]).toMatchObject({ decision: '', held: 'no "call"', reached: true });
    expect(found[0].conditions).toEqual([{ feature: 'paper', kind: 'levels', levels: ['No'], missing: false }]);
    expect(found[0].coverage.value).toBe(all.filter(({ paper }) => paper === 'No').length / 800);
    expect(found[0].text).toContain('% of the rows of the file are so.');
  });

  it('hold a number within what is said, and refuse to guess it', async () => {
    const [row] = (await ask('spend', [planted], { within: 30 })).rows;
    const now = row.prediction as number;
    expect(row.held).toMatch(/^spend from /);
    expect(row.conditions.length).toBeGreaterThan(0);
    expect(row.precision.value).toBeGreaterThan(0.9);
    expect(now).toBeCloseTo((await predictRows('spend', [planted], block.run)).rows[0]['prediction'] as number, 12);
    await expect(ask('spend', [planted])).rejects.toMatchObject({ code: 'MW_MODEL_ANCHOR' });
    await expect(ask('left', [planted], { within: 3 })).rejects.toMatchObject({ code: 'MW_MODEL_ANCHOR' });
    await expect(ask('left', [planted], { precision: 1 })).rejects.toMatchObject({ code: 'MW_MODEL_ANCHOR' });
  });

  it('are the same of rows as a server has them, alone or beside others', async () => {
    const sent = [planted, { ...planted, paper: 'No' }];
    const found = await ask('left', sent);
    const values = sent.map(({ paper, ...one }): RowValues => ({ ...one, paper: paper === 'Yes', at: Date.parse(one.at) }));
    const [open, sketch] = [await openAnyModel('left', block.run), (await openSketch('left', block.run))!];
    const { signal } = new AbortController();
    expect(await anchorsOfValues(open, sketch, values, {}, signal)).toEqual(found);
    expect((await anchorsOfValues(open, sketch, values.slice(1), {}, signal)).rows).toEqual(found.rows.slice(1));
  });
});
