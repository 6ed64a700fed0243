import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun, people, type Person } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { csv, rows, type Table } from '../../features/index.js';
import { gbdt } from '../../learn/index.js';
import { model, train, type Model, type TrainOptions } from '../index.js';

const list = people(240);
const schema = { id: t.id(), tenure: t.int(), bill: t.number(), plan: t.category().nullable(), left: t.bool({ true: 'Yes', false: 'No' }) };

const churn = (table: Table<typeof schema>): Model =>
  model(
    'churn',
    table.target('left').features((c) => ({
      tenure: c.tenure.log1p(),
      big: c.bill.gt(learn.quantile(c.bill, 0.8)),
      scaled: learn.scale(c.bill),
      plan: learn.category(c.plan),
      risk: learn.targetMean(c.plan),
    })),
    { decide: { act: 'call', cost: 5, valueIfRight: 30 } },
  ) as Model;
const ofRows = (people: readonly Person[]): Model => churn(rows(people as never, schema));

async function digestOf(definition: Model, options: Partial<TrainOptions> = {}, startMs?: number): Promise<string> {
  const { run, close } = await openRun(startMs);
  try {
    return (await train(definition, { ...run, ...options })).digest;
  } finally {
    await close();
  }
}

const due = await digestOf(ofRows(list), { threads: 1 });

describe('the same data, settings and seed give the same digest', () => {
  it('for another number of threads', async () => expect(await digestOf(ofRows(list), { threads: 2 })).toBe(due));

  it('in another folder, at another time', async () => expect(await digestOf(ofRows(list), {}, Date.UTC(2031, 4, 1))).toBe(due));

  it('for objects whose keys stand in another order', async () => {
    const shuffled = list.map((row) => Object.fromEntries(Object.entries(row).toReversed()) as unknown as Person);
    expect(await digestOf(ofRows(shuffled))).toBe(due);
  });

  it('in a project that holds other versions already', async () => {
    const { run, close } = await openRun();
    await train(ofRows(list), { ...run, seed: 3, learner: 'linear' });
    expect(await train(ofRows(list), run)).toMatchObject({ version: 2, digest: due });
    await close();
  });

  it('from a file, whatever its path', async () => {
    const { run, root, close } = await openRun();
    const names = Object.keys(schema) as (keyof Person)[];
    const text = [names.join(','), ...list.map((row) => names.map((name) => row[name] ?? '').join(','))].join('\n');
    for (const name of ['a.csv', 'b.csv']) writeFileSync(join(root, name), text);
    const [a, b] = [await train(churn(csv('a.csv', schema)), run), await train(churn(csv('b.csv', schema)), run)];
    expect(b.digest).toBe(a.digest);
    await close();
  });
});

describe('another digest', () => {
  it('comes of another seed, parameter or cell', async () => {
    const changed = list.map((row, i) => (i === 100 ? { ...row, bill: row.bill + 0.01 } : row));
    const digests = [
      due,
      await digestOf(ofRows(list), { seed: 8 }),
      await digestOf(ofRows(list), { learner: 'gbdt' }),
      await digestOf(ofRows(list), { learner: 'gbdt', params: { trees: 99 } }),
      await digestOf(ofRows(changed)),
      await digestOf({ ...ofRows(list), decide: { act: 'call', cost: 6, valueIfRight: 30 } }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('does not come of spelling out a default', async () =>
    expect(await digestOf(ofRows(list), { learner: 'gbdt', params: { trees: 100 } })).toBe(
      await digestOf({ ...ofRows(list), learner: gbdt({ leaves: 31 }) }),
    ));
});
